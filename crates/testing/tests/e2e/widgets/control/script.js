// Does in plain JavaScript what the widget of fixtures/adversary does when nothing is planned: what this leaves behind
// belongs to the page and the browser.
define(['jquery'], function ($) {
  return function CustomWidget() {
    const self = this;
    const code = self.get_settings().widget_code;
    let clicks = 0;

    function show() {
      const html = `<div class="control"><p class="adversary">Clicks: ${clicks}</p><button type="button">Click</button></div>`;
      self.render_template({ caption: { class_name: 'control-caption' }, body: html, render: '' }, {});
    }

    this.callbacks = {
      render() {
        show();
        return true;
      },
      init() {
        $(document).on(`page:changed.${code}`, show);
        return true;
      },
      bind_actions() {
        $(document).on(`click.${code}`, `[data-code="${code}"] button`, () => {
          clicks += 1;
          show();
        });
        return true;
      },
      onSave: () => true,
      destroy() {
        $(document).off(`.${code}`);
      },
    };
    return this;
  };
});
