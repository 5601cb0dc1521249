// The dialog that connects calendars with tasks, which amoCRM has and Kommo has not (callback `calendarSync`).
//
// The callback's answer and the rejections are documented; how the dialog looks is not, nor that it closes for a set-up.
define(['../../core/html', 'lib/components/base/modal', '../../widgets/lifecycle'], function (
  html, Modal, lifecycle,
) {
  'use strict';

  // amoCRM's other pages of tasks, for which the list stands.
  const places = ['tline', 'tcalendar'];
  const offering = () => lifecycle.active().filter((widget) => (widget.manifest.locations || []).some((one) => places.includes(one)));

  /** What a rejection says: an array with the message, or whatever else it is. */
  function words(reason) {
    const said = [].concat(reason).map((one) => (one && one.message) || one).filter((one) => typeof one === 'string');
    return said.join('\n') || 'That did not work';
  }

  async function ask(widget) {
    const instance = await lifecycle.whenMade(widget.code);
    const calendar = instance && lifecycle.call(instance, 'calendarSync');
    if (!calendar) return null;
    const calls = { widget, area: instance.area, object: { callbacks: calendar } };
    return {
      widget,
      calendar,
      enabled: await Promise.resolve(calendar.enabled).catch(() => false),
      async call(name) {
        calls.fault = null;
        await lifecycle.call(calls, name);
        if (calls.fault) throw calls.fault.message;
      },
    };
  }

  function row({ widget, calendar, enabled }) {
    const name = typeof calendar.name === 'string' ? calendar.name : widget.name;
    return html`<li class="calendars__row" data-code="${widget.code}"><div class="calendars__about"><b>${name}</b><span class="host-muted">${calendar.description || ''}</span>
      <span class="calendars__problem" role="alert"></span></div>
      ${typeof calendar.onSetup === 'function' ? html`<button class="button-input js-calendar-setup" type="button"><span class="button-input-inner">Set up</span></button>` : ''}
      <label class="switcher"><input type="checkbox" class="switcher__checkbox" aria-label="${name}" ${enabled ? html.raw('checked') : ''}><span class="switcher__knob"></span></label></li>`;
  }

  return {
    places,
    isOffered: () => offering().length > 0,

    async open() {
      const calendars = (await Promise.all(offering().map(ask))).filter(Boolean);
      const of = (event) => calendars.find(({ widget }) => widget.code === event.target.closest('.calendars__row').dataset.code);
      const modal = new Modal({
        class_name: 'calendars',
        focus_element: '.switcher__checkbox',
        init($body) {
          $body.find('.modal-body__inner').html(html`<span class="modal-body__close" role="button" tabindex="0" aria-label="Close"><span class="icon icon-modal-close"></span></span>
            <h2 class="modal-body__caption">Calendars</h2>
            ${calendars.length ? html`<ul class="calendars__list">${calendars.map(row)}</ul>` : html`<p class="host-muted">No widget offers a calendar.</p>`}`.toString());
          $body.trigger('modal:loaded').trigger('modal:centrify');
          $body.on('change', '.switcher__checkbox', async (event) => {
            const box = event.target;
            const problem = box.closest('.calendars__row').querySelector('.calendars__problem');
            problem.textContent = '';
            box.disabled = true;
            await of(event).call(box.checked ? 'onEnable' : 'onDisable').catch((reason) => {
              box.checked = !box.checked;
              problem.textContent = words(reason);
            });
            box.disabled = false;
          });
          $body.on('click', '.js-calendar-setup', (event) => {
            const calendar = of(event);
            modal.destroy();
            // What goes wrong in it is the widget's to tell; the journal has it.
            calendar.call('onSetup').catch(() => {});
          });
        },
      });
    },
  };
});
