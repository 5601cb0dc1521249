define(['jquery', 'underscore'], function ($, _) {
  return function CustomWidget() {
    const self = this;
    const code = () => self.get_settings().widget_code;
    const block = () => $(`.card-widgets__widget[data-code="${code()}"]`);

    async function draw() {
      const id = APP.data.current_card.id;
      const lead = await $.ajax(`/api/v4/leads/${id}`);
      const body = _.template('<div class="plain"><p><%- greeting %>: <%- name %></p><p class="plain__count"></p>'
        + '<button type="button" class="plain__add">Add a task</button></div>');
      self.render_template({ caption: { class_name: 'plain-caption' }, body: body({ greeting: self.get_settings().greeting, name: lead.name }), render: '' });
      const tasks = await $.ajax(`/api/v4/tasks?filter[entity_type]=leads&filter[entity_id][]=${id}&filter[is_completed]=0`);
      block().find('.plain__count').text(`${tasks ? tasks._embedded.tasks.length : 0} open tasks`);
    }

    async function add() {
      const id = APP.data.current_card.id;
      const send = (url, data) => $.ajax({ url, method: 'POST', contentType: 'application/json', data: JSON.stringify(data) });
      await send('/api/v4/tasks', [{ text: 'From Plain', complete_till: Math.floor(Date.now() / 1000) + 86400, entity_id: id, entity_type: 'leads' }]);
      await send(`/api/v4/leads/${id}/notes`, [{ note_type: 'common', params: { text: 'Plain was here' } }]);
      await draw();
    }

    this.callbacks = {
      render() {
        if (self.system().area === 'lcard' && APP.data.current_card.id) return draw().then(() => true);
        return true;
      },
      init: () => true,
      bind_actions() {
        $(document).on(`click.${code()}`, `[data-code="${code()}"] .plain__add`, add);
        return true;
      },
      settings: () => true,
      onSave({ active, fields }) {
        const isFine = active === 'N' || fields.greeting !== 'no';
        // The host leaves its spinner to a widget that refuses.
        if (!isFine) $('.js-widget-save').trigger('button:save:error');
        return isFine;
      },
      destroy() {
        $(document).off(`.${code()}`);
      },
    };
    return this;
  };
});
