// The column of lead sources: adding a widget calls onAddAsSource, a click on its tile opens the settings with a context.
define(['../../core/html', '../../core/http', '../../core/boot', '../../ui/icons', '../../ui/dropdown', '../../widgets/lifecycle', '../integrations/settings'], function (
  html, http, boot, icon, dropdown, lifecycle, settings,
) {
  'use strict';

  const widgets = () => lifecycle.active().filter((widget) => (widget.manifest.locations || []).includes('lead_sources'));

  async function instanceFor(widget) {
    return lifecycle.instanceOf(widget.code) || lifecycle.start(widget, 'lead_sources');
  }

  return {
    tiles: (listed, pipeline) =>
      listed.filter((source) => source.pipeline_id === pipeline.id).map((source) => {
        const widget = boot.widgetByCode(source.code);
        return widget ? html`<div class="digital-pipeline__source" role="button" tabindex="0" data-source="${source.id}">${icon('inbox')}<span>${widget.name}</span></div>` : '';
      }),

    clicked(event, pipeline, listed, changed) {
      const add = event.target.closest('.js-add-source');
      if (add) {
        const items = widgets().map((widget) => ({
          label: widget.name,
          icon: 'inbox',
          async run() {
            const next = await http.request('POST', '/ajax/sandbox/sources', { pipeline_id: pipeline.id, code: widget.code });
            changed(next);
            const instance = await instanceFor(widget);
            if (instance) lifecycle.call(instance, 'onAddAsSource', [pipeline.id]);
          },
        }));
        dropdown.open(add, items.length ? items : [{ heading: 'No installed widget has the location lead_sources' }]);
      }
      const tile = event.target.closest('[data-source]');
      if (tile) {
        const source = listed.find((one) => one.id === Number(tile.dataset.source));
        settings.open(boot.widgetByCode(source.code), {
          refresh: async () => {},
          isAdmin: boot.user.is_admin,
          context: { source_id: source.id, external_id: source.external_id },
        });
      }
    },
  };
});
