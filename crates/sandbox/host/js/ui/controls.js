// Behaviour of the Twig controls, attached by class wherever their markup appears: one listener each on the document.
define(['jquery', '../core/html', '../core/format', './calendar'], function ($, html, format) {
  'use strict';

  const $document = $(document);

  // select
  function closeSelects(except) {
    $('.control--select.is-open').not(except || []).removeClass('is-open');
  }

  $document.on('click.host-controls', '.control--select--button', function (event) {
    event.preventDefault();
    const $select = $(this).closest('.control--select');
    closeSelects($select);
    if (!this.disabled) $select.toggleClass('is-open');
  });

  $document.on('click.host-controls', '.control--select--list--item', function () {
    if ($(this).hasClass('control--select--list--item-disabled')) return;
    const $select = $(this).closest('.control--select');
    choose($select, $(this));
    $select.removeClass('is-open').find('.control--select--button').trigger('focus');
  });

  function choose($select, $item) {
    const value = String($item.attr('data-value'));
    const $input = $select.find('.control--select--input');
    const before = $input.val();
    $select.find('.control--select--list--item').removeClass('control--select--list--item-selected');
    $item.addClass('control--select--list--item-selected');
    $select.find('.control--select--button').attr('data-value', value).find('.control--select--button-inner').html($item.find('.control--select--list--item-inner').html());
    if (value === before) return;
    $input.attr('data-prev-value', before).val(value).trigger('controls:change').trigger('change');
  }

  $document.on('keydown.host-controls', '.control--select--button', function (event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const $select = $(this).closest('.control--select');
    if (event.key === 'Escape') $select.removeClass('is-open');
    if (!step) return;
    event.preventDefault();
    const $items = $select.find('.control--select--list--item').not('.control--select--list--item-disabled');
    const at = $items.index($items.filter('.control--select--list--item-selected'));
    const $next = $items.eq(Math.max(0, Math.min($items.length - 1, at + step)));
    if ($next.length) choose($select, $next);
  });

  // A value set by code: widgets write to the hidden input and trigger `change`.
  $document.on('change.host-controls', '.control--select--input', function () {
    const $select = $(this).closest('.control--select');
    const value = $(this).val();
    const $item = $select.find('.control--select--list--item').filter((index, item) => String($(item).attr('data-value')) === value);
    if (!$item.length || $item.hasClass('control--select--list--item-selected')) return;
    $select.find('.control--select--list--item').removeClass('control--select--list--item-selected');
    $item.addClass('control--select--list--item-selected');
    $select.find('.control--select--button').attr('data-value', value).find('.control--select--button-inner').html($item.find('.control--select--list--item-inner').html());
  });

  // checkbox
  $document.on('change.host-controls', '.control-checkbox input[type="checkbox"]', function () {
    $(this).closest('.control-checkbox').toggleClass('is-checked', this.checked);
    if (!$(this).closest('.checkboxes_dropdown').length) $(this).trigger('controls:change');
  });

  $document.on('change.host-controls', '.control-radio input[type="radio"]', function () {
    $(`input[type="radio"][name="${this.name}"]`).closest('.control-radio__label').removeClass('icon-radio-checked');
    $(this).closest('.control-radio__label').addClass('icon-radio-checked');
    $(this).trigger('controls:change');
  });

  $document.on('change.host-controls', '.switcher__checkbox', function () {
    $(this).val(this.checked ? 'Y' : 'N').closest('.switcher').toggleClass('switcher__on', this.checked).toggleClass('switcher__off', !this.checked);
  });

  // checkboxes_dropdown
  function retitle($control) {
    const $title = $control.find('.checkboxes_dropdown__title');
    const $checked = $control.find('.js-item-checkbox:checked');
    const count = $checked.length;
    let text = $title.attr('data-title-empty') || '';
    if (count === 1) text = $checked.first().closest('.control-checkbox').find('.control-checkbox__text').text();
    if (count > 1) text = format.numeral(count, $title.attr('data-numeral'));
    $title.text(($title.attr('data-title-before') || '') + text);
    const all = $control.find('.js-item-checkbox').length;
    $control.find('.js-master-checkbox').prop('checked', all > 0 && count === all).closest('.control-checkbox').toggleClass('is-checked', all > 0 && count === all);
  }

  $document.on('click.host-controls', '.checkboxes_dropdown__title_wrapper', function () {
    const $control = $(this).closest('.checkboxes_dropdown');
    $('.checkboxes_dropdown.is-open').not($control).removeClass('is-open');
    $control.toggleClass('is-open');
  });

  $document.on('change.host-controls', '.checkboxes_dropdown input[type="checkbox"]', function () {
    const $control = $(this).closest('.checkboxes_dropdown');
    if ($(this).is('.js-master-checkbox')) {
      const isChecked = this.checked;
      $control.find('.js-item-checkbox').prop('checked', isChecked).closest('.control-checkbox').toggleClass('is-checked', isChecked);
    }
    retitle($control);
    $control.trigger('controls:change').trigger('selection:update');
  });

  // suggest
  function filter($suggest, text) {
    const wanted = text.toLowerCase();
    $suggest.find('.control--suggest--list--item').each(function () {
      $(this).toggle($(this).text().toLowerCase().includes(wanted));
    });
  }

  $document.on('focus.host-controls', '.control--suggest--input', function () {
    const $suggest = $(this).closest('.control--suggest').addClass('is-open');
    if ($(this).is('.js-control--suggest--input')) filter($suggest, '');
  });
  $document.on('input.host-controls', '.js-control--suggest--input', function () {
    filter($(this).closest('.control--suggest'), $(this).val());
  });
  $document.on('input.host-controls', '.js-control--suggest--input-ajax', function () {
    const $input = $(this);
    clearTimeout($input.data('suggest-timer'));
    $input.data('suggest-timer', setTimeout(() => {
      const params = String($input.attr('data-params') || '').replace(/#QUERY#/g, encodeURIComponent($input.val()));
      $.getJSON(`${$input.attr('data-url')}?${params}`).done((items) => {
        const list = Array.isArray(items) ? items : (items && items.items) || [];
        $input.closest('.control--suggest').find('.control--suggest--list').html(
          html`${list.map((item) => html`<li class="control--suggest--list--item" data-value-id="${item.id}"><span class="control--suggest--list--item-inner">${item.value || item.name || item.text}</span></li>`)}`.toString());
      });
    }, 250));
  });
  $document.on('mousedown.host-controls', '.control--suggest--list--item', function (event) {
    event.preventDefault();
    const $suggest = $(this).closest('.control--suggest').removeClass('is-open');
    $suggest.find('.control--suggest--input').val($(this).text().trim()).attr('data-value-id', $(this).attr('data-value-id')).trigger('change').trigger('controls:change');
  });
  $document.on('blur.host-controls', '.control--suggest--input', function () {
    $(this).closest('.control--suggest').removeClass('is-open');
  });

  // date_field: its calendar is in calendar.js
  $document.on('change.host-controls', '.date_field', function () {
    $(this).toggleClass('empty', !this.value).trigger('controls:change');
  });

  // buttons with a menu; the rest that closes on a click elsewhere
  $document.on('click.host-controls', '.js-button-with-context-menu', function () {
    $(this).siblings('.button-input__context-menu').toggleClass('is-open');
  });
  $document.on('mousedown.host-controls', (event) => {
    const $target = $(event.target);
    closeSelects($target.closest('.control--select'));
    $('.checkboxes_dropdown.is-open').not($target.closest('.checkboxes_dropdown')).removeClass('is-open');
    $('.button-input__context-menu.is-open').not($target.closest('.button-input-wrapper').find('.button-input__context-menu')).removeClass('is-open');
  });
  $document.on('click.host-controls', '.button-input__context-menu__item', function () {
    $(this).closest('.button-input__context-menu').removeClass('is-open');
  });

  // Any button may be told to show that it works.
  $document.on('button:load:start', '.button-input', (event) => $(event.currentTarget).addClass('button-input_loading'));
  $document.on('button:load:stop', '.button-input', (event) => $(event.currentTarget).removeClass('button-input_loading'));
  return {};
});
