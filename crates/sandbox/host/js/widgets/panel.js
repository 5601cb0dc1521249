// The right column: one block for each widget with a "-1" location, laid out before render and filled by
// render_template. Classes are those widgets look for.
define(['jquery', '../core/html', '../core/place'], function ($, html, place) {
  'use strict';

  const FOLDED = 'sandbox-folded-widgets';

  const folded = () => new Set(JSON.parse(localStorage.getItem(FOLDED) || '[]'));
  const column = () => document.querySelector('.card-widgets');
  const holder = () => document.querySelector('.card-widgets__elements');
  const block = (code) => document.querySelector(`.card-widgets__widget[data-code="${CSS.escape(code)}"]`);

  function image(widget, name) {
    const found = (widget.images || []).find((path) => path.startsWith(`images/${name}.`));
    return found ? widget.path + '/' + found : '';
  }

  function shell(widget) {
    const wide = image(widget, 'logo_medium') || image(widget, 'logo_main');
    const small = image(widget, 'logo_min') || image(widget, 'logo_small');
    return html`<div class="card-widgets__widget card-widgets__widget-${widget.code}" data-code="${widget.code}" id="${widget.code}_block">
      <div class="card-widgets__widget__caption js-widget-caption-block" role="button" tabindex="0" aria-expanded="true" title="${widget.name}">
        <span class="card-widgets__widget__caption__logo">${wide ? html`<img src="${wide}" alt="${widget.name}">` : widget.name}</span>
        <span class="card-widgets__widget__caption__logo_min">${small ? html`<img src="${small}" alt="">` : ''}<span>${widget.name}</span></span>
        <span class="card-widgets__widget__caption__arrow" aria-hidden="true"></span>
      </div>
      <div class="card-widgets__widget__body js-body-hide"></div>
    </div>`;
  }

  function fold(element, isFolded) {
    element.classList.toggle('card-widgets__widget_folded', isFolded);
    element.querySelector('.js-widget-caption-block').setAttribute('aria-expanded', String(!isFolded));
  }

  function toggle(element) {
    const codes = folded();
    const isFolded = !element.classList.contains('card-widgets__widget_folded');
    fold(element, isFolded);
    codes[isFolded ? 'add' : 'delete'](element.dataset.code);
    localStorage.setItem(FOLDED, JSON.stringify([...codes]));
  }

  function put(widget) {
    const box = holder();
    if (!box || block(widget.code)) return;
    box.insertAdjacentHTML('beforeend', shell(widget));
    // A list shows its column only when the widget is picked: for one without a block there (-0), if it draws then.
    if ((place.current && place.current.isCard) || column().dataset.picked === widget.code) column().classList.remove('card-widgets_empty');
    const element = block(widget.code);
    fold(element, folded().has(widget.code));
    const caption = element.querySelector('.js-widget-caption-block');
    caption.addEventListener('click', (event) => {
      if (!event.target.closest('a, button, input, select')) toggle(element);
    });
    caption.addEventListener('keydown', (event) => {
      if (event.target === caption && (event.key === 'Enter' || event.key === ' ')) {
        event.preventDefault();
        toggle(element);
      }
    });
  }

  return {
    image,

    /** Draws the column of a card with a block for each of these widgets. */
    lay(current, widgets) {
      const box = column();
      if (!box || !current.isCard) return;
      widgets.forEach(put);
      box.classList.toggle('card-widgets_empty', widgets.length === 0 && !box.querySelector('.card-widgets__widget'));
    },

    /** A block for a widget that lives on every page. */
    ensure(widget, current) {
      if (current.isCard && (widget.manifest.locations || []).some((location) => location.endsWith('card-1'))) put(widget);
    },

    count: () => document.querySelectorAll('.card-widgets__widget').length,
    template: (widget) => shell(widget).toString(),
    put,

    /** render_template of the widget object; returns the body's markup. */
    renderTemplate(instance, options, values, render) {
      const { widget } = instance;
      if (!block(widget.code)) put(widget);
      const element = block(widget.code);
      if (!element) return false;
      const caption = options.caption || {};
      const head = element.querySelector('.js-widget-caption-block');
      if (caption.class_name) head.classList.add(...String(caption.class_name).split(/\s+/).filter(Boolean));
      if (caption.html) {
        head.querySelectorAll('.card-widgets__widget__caption__extra').forEach((node) => node.remove());
        $('<span class="card-widgets__widget__caption__extra">').html(caption.html).insertBefore($(head).find('.card-widgets__widget__caption__arrow'));
      }
      let body = options.body === undefined || options.body === null ? '' : options.body;
      if (options.render) {
        const source = typeof options.render === 'string' ? { data: options.render } : options.render;
        const rendered = render.render(widget, source, values);
        body = body + (typeof rendered === 'string' ? rendered : '');
      }
      // jQuery's html() runs scripts of the markup, as the host does; widgets rely on <link> and <style> here too.
      $(element).find('.card-widgets__widget__body').first().html(body);
      return $(element).prop('outerHTML');
    },

    remove(code) {
      const element = block(code);
      if (element) element.remove();
      if (column() && !document.querySelector('.card-widgets__widget')) column().classList.add('card-widgets_empty');
    },

    clear() {
      document.querySelectorAll('.card-widgets__widget').forEach((element) => element.remove());
      const cover = document.getElementById('card_widgets_overlay');
      if (cover) cover.remove();
    },

    overlay(isShown) {
      const existing = document.getElementById('card_widgets_overlay');
      if (!isShown) {
        if (existing) existing.remove();
        return;
      }
      if (existing || !column()) return;
      const cover = document.createElement('div');
      cover.id = 'card_widgets_overlay';
      document.getElementById('page_holder').append(cover);
    },
  };
});
