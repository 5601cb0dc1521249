// Imports: the widget's places in the page, and windows of the host.

function kw_show(id, html) { show(host(id), html); }

// Puts a note at the top of the panel, in the place of the one before. It is the content if nothing was shown yet.
function kw_note(id, html) {
  var self = host(id);
  var panel = $(place(self));
  panel.children('.kw-error').remove();
  if (panel.prepend(html).length) return;
  try { show(self, html); } catch (error) { report('there is no panel for an error', error); }
}

// An error that the widget does not word itself: see Error::text.
function kw_failed(id, kind, text, value) {
  text = kw_words(kind, text, value);
  report(text, value);
  kw_note(id, $('<p class="kw-error" role="alert">').text(text));
}

function kw_find(id, selector) { return $(place(host(id))).find(selector)[0]; }

function kw_place(id, prefix, html) {
  var found = $(prefix + code(host(id)));
  return html === undefined ? found : found.html(html);
}

// The field of type `custom` in the settings, or its content.
function kw_custom(id, body, part) { return body.find('#' + code(host(id)) + part); }

// Says what is wrong beside a field. Without a field: takes what was said away.
function kw_reject(id, field, html) {
  // A field with an input for each user names them field[id].
  if (field) modal(host(id)).find('[name="' + field + '"],[name^="' + field + '["]').closest('.widget_settings_block__item_field').append(html);
  else modal(host(id)).find('.kw-field-error').remove();
}

function kw_release(id) { release(host(id)); }

// What a form would send under a name.
function kw_values(target, name) {
  return $(target.get_settings ? place(target) : target).find(':input').filter(function () { return this.name === name; })
    .serializeArray().map(function (field) { return field.value; });
}

function with_modal(use, fail) {
  try { window.require(['lib/components/base/modal'], use, fail); } catch (error) { fail(error); }
}

// Resolves in a microtask, as the host fills the window before its constructor is done. A window that comes when
// nobody waits for it any more is closed at once.
function kw_modal(slot, name, html) {
  var opened = {};
  follow(slot, new Promise(function (resolve, reject) {
    with_modal(function (Modal) {
      opened.closed = new Promise(function (closed) {
        try {
          opened.modal = new Modal({
            class_name: name,
            init: function (body) {
              opened.body = body;
              body.trigger('modal:loaded').html(html + '<span class="modal-body__close"><span class="icon icon-modal-close"></span></span>').trigger('modal:centrify');
              Promise.resolve().then(function () {
                if (opened.gone) opened.modal.destroy();
                else resolve(opened);
              });
            },
            destroy: function () { closed(); }
          });
        } catch (error) { reject(error); }
      });
    }, reject);
  }), function () { opened.gone = true; });
}

function kw_message(kind, text) {
  with_modal(function (Modal) { new Modal()[kind ? 'showSuccess' : 'showError'](text); }, function (error) { report('there is no modal', error); });
}
