// The widget's place in the right panel and in the settings, and what is said there when it cannot go on.

var TEXTS = {
  en: ['This page does not allow WebAssembly: the widget cannot start.',
    'The widget stopped because of an error.', 'Start again', 'Reload the page.'],
  es: ['Esta página no permite WebAssembly: el widget no puede iniciarse.',
    'El widget se detuvo por un error.', 'Iniciar de nuevo', 'Recargue la página.'],
  pt: ['Esta página não permite WebAssembly: o widget não pode iniciar.',
    'O widget parou por causa de um erro.', 'Iniciar novamente', 'Recarregue a página.']
};

function code(self) { return self.get_settings().widget_code; }

// The widget's own place in the right panel; the runtime puts its content there and nowhere else.
function place(self) { return '[data-kw="' + code(self) + '"]'; }

function show(self, html) {
  if ($(place(self)).html(html).length) return;
  self.render_template({
    caption: { class_name: 'kw-caption' }, body: $('<div class="kw-panel">').attr('data-kw', code(self)).html(html).prop('outerHTML'), render: ''
  }, {});
}

function modal(self) { return $('.widget-settings__modal.' + code(self)); }

// The host leaves the button spinning after a save that did not happen.
function release(self) { modal(self).find('.js-widget-save').trigger('button:save:error'); }

// A sentence in the place of the widget's content, and in its settings if they are open.
function notice(self, restart) {
  if (telling) return; // the host calls the widget while it takes the notice
  telling = true;
  try {
    var texts = TEXTS[(window.APP || window.AMOCRM || {}).lang_id] || TEXTS.en;
    var text = !module && !KOMMO_META.file ? texts[0] : texts[1] + (restart ? '' : ' ' + texts[3]);
    var box = $('<div class="kw-notice" role="alert">').text(text);
    if (KOMMO_META.settings) {
      modal(self).find('.kw-notice').remove();
      modal(self).find('.widget_settings_block__descr').prepend(box.clone());
      release(self);
    }
    if (restart) box.append(' ', $('<a href="#" class="kw-restart">').text(texts[2]));
    // Its own pages and tab; else the panel.
    var own = KOMMO_META.pages || KOMMO_META.tab ? '#work-area-' + code(self) + ',#' + code(self) + '>.kw-panel,' : '';
    if (!own || !$(own + 'kw').html(box).length) show(self, box);
    if (restart) $(own + place(self)).find('.kw-restart').on('click', function (event) {
      event.preventDefault();
      restart();
    });
  } catch (error) { report('there is no place for a notice', error); }
  telling = false;
}
