// The digital pipeline: a column of lead sources, and a column of triggers for each stage.
define([
  'jquery', '../core/html', '../core/http', '../core/boot', '../core/place', '../ui/icons', '../ui/dropdown', 'lib/components/base/modal', '../widgets/lifecycle', './designers/fields', './designers/sources', './integrations/settings-fields',
], function ($, html, http, boot, place, icon, dropdown, Modal, lifecycle, fields, sources, texts) {
  'use strict';

  const widgets = () => lifecycle.active().filter((widget) => (widget.manifest.locations || []).includes('digital_pipeline'));
  const title = (widget) => ((widget.manifest.dp || {}).title ? texts.text(widget, widget.manifest.dp.title) : widget.name);

  function logo(widget) {
    const found = (widget.images || []).find((path) => /^images\/logo_dp\./.test(path)) || (widget.images || []).find((path) => /^images\/logo_small\./.test(path));
    return found ? html`<img src="${widget.path}/${found}" alt="">` : icon('puzzle');
  }

  const WHEN = {
    'lead_added,lead_status_changed': 'Created in the stage or moved to it',
    lead_status_changed: 'Moved to the stage',
    lead_added: 'Created in the stage',
    mail_in: 'A mail comes in',
    call_in: 'A call comes in',
    site_visit: 'The contact visits the site',
    chat: 'A message comes in',
  };
  const when = (trigger) => (trigger.events || ['lead_added', 'lead_status_changed']).join(',');

  /** What sets a trigger off, and how far a stretched one reaches. */
  function conditions(trigger, pipeline, isMultiple, bots) {
    const stages = pipeline.statuses.filter((status) => status.type === 0);
    const later = stages.slice(stages.findIndex((status) => status.id === trigger.status_id) + 1);
    const option = (value, text, isChosen) => html`<option value="${value}" ${isChosen ? html.raw('selected') : ''}>${text}</option>`;
    return html`<div class="digital-pipeline__when">${bots ? html`<label class="widget_settings_block__title_field">Bot<select class="text-input" data-when="bot">${bots.map((bot) => option(bot.id, bot.name, bot.id === trigger.bot_id))}</select></label>` : ''}
      <label class="widget_settings_block__title_field">Set off when<select class="text-input" data-when="events">${Object.entries(WHEN).map(([value, text]) => option(value, text, value === when(trigger)))}</select></label>
      ${isMultiple && later.length ? html`<label class="widget_settings_block__title_field">Stretched to<select class="text-input" data-when="last">${option('', 'This stage only', !trigger.last_status_id)}${later.map((status) => option(status.id, status.name, status.id === trigger.last_status_id))}</select></label>` : ''}</div>`;
  }

  function tile(trigger, bots) {
    if (trigger.bot_id) {
      const bot = bots.find((one) => one.id === trigger.bot_id);
      return html`<div class="digital-pipeline__item" data-action="start_bot" data-id="${trigger.id}"><div class="digital-pipeline__item-inner" role="button" tabindex="0">
          <div class="digital-pipeline__short-task">${icon('robot')}<span>${bot ? bot.name : `Bot ${trigger.bot_id}`}</span><span class="digital-pipeline__note">${WHEN[when(trigger)] || when(trigger)}</span></div></div></div>`;
    }
    const widget = boot.widgetByCode(trigger.code);
    if (!widget) return '';
    // Widgets start from the styled element and go two parents up.
    return html`<div class="digital-pipeline__item" data-action="send_widget_hook" data-id="${trigger.id}"><div class="digital-pipeline__item-inner" role="button" tabindex="0">
        <div class="digital-pipeline__short-task digital-pipeline__short-task_widget-style_${widget.code}">${logo(widget)}<span>${title(widget)}</span><span class="digital-pipeline__note">${WHEN[when(trigger)] || when(trigger)}</span></div></div></div>`;
  }

  function column(status, triggers, bots) {
    return html`<section class="digital-pipeline__column" data-status="${status.id}"><header class="board__head" style="--stage: ${status.color}"><div class="board__name">${status.name}</div></header>
      <div class="digital-pipeline__items">${triggers.filter((trigger) => trigger.status_id === status.id).map((trigger) => tile(trigger, bots))}
        <button class="digital-pipeline__add js-add-trigger" type="button">${icon('plus')}Add trigger</button></div></section>`;
  }

  return {
    async show(context) {
      const pipeline = boot.pipelineById(context.match[1]) || boot.pipelines[0];
      let [triggers, listed, bots] = await Promise.all(['triggers', 'sources', 'bots'].map((name) => http.request('GET', `/ajax/sandbox/${name}`)));
      if (!context.isCurrent()) return {};
      const mine = () => triggers.filter((trigger) => trigger.pipeline_id === pipeline.id);

      function draw() {
        context.holder.querySelector('.digital-pipeline').innerHTML = html`
          <section class="digital-pipeline__column digital-pipeline__sources"><header class="board__head" style="--stage: var(--palette-border-strong)"><div class="board__name">Lead sources</div></header>
            <div class="digital-pipeline__items">${sources.tiles(listed, pipeline)}<button class="digital-pipeline__add js-add-source" type="button">${icon('plus')}Add source</button></div></section>
          ${pipeline.statuses.filter((status) => status.type === 0).map((status) => column(status, mine(), bots))}`;
      }

      /** The tile of a trigger; one that is not saved yet gets its own for the while. */
      function tileOf(trigger) {
        const box = context.holder.querySelector('.digital-pipeline');
        if (!trigger.id) {
          box.querySelector(`[data-status="${trigger.status_id}"] .js-add-trigger`).insertAdjacentHTML('beforebegin', tile(trigger, bots));
        }
        return box.querySelector(`.digital-pipeline__item[data-id="${trigger.id}"]`);
      }

      // The form lies inside its tile: widgets come to it from the tile, and from its button to the tile.
      function edit(trigger) {
        const item = tileOf(trigger);
        const widget = boot.widgetByCode(trigger.code);
        const dp = widget ? widget.manifest.dp || {} : {};
        const block = dp.settings || {};
        const name = widget ? title(widget) : 'Salesbot';
        const modal = new Modal({
          class_name: 'digital-pipeline__modal',
          container: item.querySelector('.digital-pipeline__item-inner'),
          destroy: () => void (trigger.id || item.remove()),
          disable_enter_keydown: true,
          disable_cancel_click: true,
          init($body) {
            $body.find('.modal-body__inner').html(html`<span class="modal-body__close" role="button" aria-label="Close"><span class="icon icon-modal-close"></span></span>
              <form class="digital-pipeline__edit-forms" novalidate><h2 class="modal-body__caption">${name}</h2>
                <div class="task-edit__body__form">${conditions(trigger, pipeline, dp.action_multiple === true, widget ? null : bots)}
                  <div class="widget_settings_block__fields" id="widget_settings__fields_wrapper">${widget ? fields.draw(widget, block, trigger.settings) : ''}</div></div>
                <div class="widget_settings_block__problem host-alert h-hidden" role="alert"></div>
                <div class="integration-form__actions"><button class="button-input button-input_blue digital-pipeline__save-button js-trigger-save" type="button"><span class="button-input-inner">Done</span></button>
                  <button class="button-input button-cancel js-trigger-cancel" type="button"><span>Cancel</span></button><span class="page-top__space"></span>
                  ${trigger.id ? html`<button class="button-input button-input_danger js-trigger-delete" type="button"><span class="button-input-inner">${icon('trash')}</span></button>` : ''}</div></form>`.toString());
            $body.trigger('modal:loaded').trigger('modal:centrify');
            const form = $body.find('form')[0];
            const problem = (text) => $body.find('.widget_settings_block__problem').text(text).toggleClass('h-hidden', !text);
            $body.on('submit', 'form', (event) => event.preventDefault());
            $body.on('click', '.js-trigger-cancel', () => modal.destroy());
            $body.on('click', '.js-trigger-delete', async () => {
              triggers = await http.request('DELETE', `/ajax/sandbox/triggers/${trigger.id}`);
              draw();
              modal.destroy();
            });
            $body.on('click', '.js-trigger-save', async () => {
              const settings = fields.read(form, block);
              const missing = fields.missing(block, settings);
              if (missing.length) return problem(`Fill in: ${missing.map((code) => texts.text(widget, block[code].name)).join(', ')}`);
              try {
                const chosen = (key) => ($body.find(`[data-when="${key}"]`)[0] || { value: '' }).value;
                triggers = await http.request('POST', '/ajax/sandbox/triggers', {
                  ...trigger,
                  settings,
                  events: chosen('events').split(','),
                  last_status_id: Number(chosen('last')) || null,
                  bot_id: widget ? null : Number(chosen('bot')),
                });
                draw();
                modal.destroy();
              } catch (error) {
                problem(error.message);
              }
              return undefined;
            });
            if (widget) lifecycle.whenMade(widget.code).then((instance) => instance && lifecycle.call(instance, 'dpSettings'));
          },
        });
      }

      context.holder.innerHTML = html`<div class="page-top"><a class="card-top__back js-navigate-link" style="color: inherit" href="/leads/pipeline/${pipeline.id}" aria-label="Back">${icon('back')}</a><div class="page-top__title">${pipeline.name}: automation</div></div>
        <div class="digital-pipeline board" id="list_page_holder"></div>`;
      draw();
      const box = context.holder.querySelector('.digital-pipeline');
      box.addEventListener('click', (event) => {
        if (event.target.closest('.modal')) return;
        const add = event.target.closest('.js-add-trigger');
        if (add) {
          const status = Number(add.closest('[data-status]').dataset.status);
          const items = widgets().map((widget) => ({ label: title(widget), icon: 'puzzle', run: () => edit({ id: 0, pipeline_id: pipeline.id, status_id: status, code: widget.code, settings: {} }) }));
          if (!items.length) items.push({ heading: 'No installed widget has the location digital_pipeline' });
          if (bots.length) items.push({ label: 'Salesbot', icon: 'robot', run: () => edit({ id: 0, pipeline_id: pipeline.id, status_id: status, code: '', bot_id: bots[0].id, settings: {} }) });
          dropdown.open(add, items);
        }
        const item = event.target.closest('.digital-pipeline__item');
        if (item) edit(triggers.find((trigger) => trigger.id === Number(item.dataset.id)));
        sources.clicked(event, pipeline, listed, (next) => {
          listed = next;
          draw();
        });
      });
      return place.set({ code: 'leads-dp', area: 'digital_pipeline', entity: 'leads', isCard: false, title: `${pipeline.name}: automation` });
    },
  };
});
