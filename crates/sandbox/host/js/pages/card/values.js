// Custom field values between the API's shape and the form's.
define(['../../core/boot'], function (boot) {
  'use strict';

  const PREFIX = { leads: 'lead', contacts: 'contact', companies: 'company' };
  const pad = (number) => String(number).padStart(2, '0');
  const dateOf = (value) => (typeof value === 'number' ? new Date(value * 1000) : value ? new Date(value) : null);
  // Dates stand in the inputs as the account writes them, d.m.Y: widgets read them there.
  const day = (value) => {
    const date = dateOf(value);
    return date && !isNaN(date) ? `${pad(date.getDate())}.${pad(date.getMonth() + 1)}.${date.getFullYear()}` : '';
  };

  /** Unix seconds of “24.12.2026” or “24.12.2026 18:30”; null when it is neither. */
  function unix(text) {
    const found = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+(\d{1,2}):(\d{2}))?\s*$/.exec(text);
    if (!found) return null;
    const [, d, m, y, h, min] = found.map(Number);
    return Math.floor(new Date(y, m - 1, d, h || 0, min || 0).getTime() / 1000);
  }

  function one(field, form) {
    const name = `CFV[${field.id}]`;
    const text = form.get(name);
    switch (field.type) {
      case 'select':
      case 'radiobutton':
      case 'category':
        return text ? [{ enum_id: Number(text) }] : null;
      case 'multiselect': {
        const chosen = form.getAll(`${name}[]`);
        return chosen.length ? chosen.map((id) => ({ enum_id: Number(id) })) : null;
      }
      case 'checkbox':
        return [{ value: text === '1' }];
      case 'date':
      case 'birthday':
      case 'date_time':
        return text && unix(text) !== null ? [{ value: unix(text) }] : null;
      case 'numeric':
      case 'monetary':
      case 'price':
        return text ? [{ value: field.type === 'numeric' ? String(text) : Number(text) }] : null;
      default:
        return text ? [{ value: text }] : null;
    }
  }

  function multitext(field, form) {
    return [...form.querySelectorAll(`[name^="CFV[${field.id}]["]`)]
      .filter((input) => input.value.trim())
      .map((input) => ({ value: input.value.trim(), enum_code: input.dataset.enum || 'WORK' }));
  }

  const EDITABLE = ['text', 'numeric', 'checkbox', 'select', 'multiselect', 'date', 'url', 'multitext', 'textarea',
    'radiobutton', 'streetaddress', 'birthday', 'date_time', 'price', 'monetary', 'category'];

  function minute(value) {
    const date = dateOf(value);
    return date && !isNaN(date) ? `${day(value)} ${pad(date.getHours())}:${pad(date.getMinutes())}` : '';
  }

  /** What a person reads of one value; an object is a company's details, an item, a file. */
  function words(type, value) {
    if (type === 'date' || type === 'birthday') return day(value);
    if (type === 'date_time') return minute(value);
    if (type === 'checkbox') return value ? 'Yes' : 'No';
    if (!value || typeof value !== 'object') return value;
    return value.name || value.description || value.file_name || Object.values(value).filter((one) => one && typeof one !== 'object').join(', ');
  }

  return {
    prefix: (entity) => PREFIX[entity],
    day,
    minute,

    /** A field's values as they are read; several are listed. */
    words: (field, values) => values.map(({ value }) => words(field.type, value)).join(', '),

    /** Whether the card has an input for the type; others are changed through the API. */
    isEditable: (field) => EDITABLE.includes(field.type),

    /** The values of one field of an element. */
    of(element, fieldId) {
      const found = (element.custom_fields_values || []).find((field) => field.field_id === fieldId);
      return (found && found.values) || [];
    },

    /** Values of a field by its code, as texts: phones, e-mail addresses. */
    byCode(element, code) {
      return (element.custom_fields_values || [])
        .filter((field) => field.field_code === code)
        .flatMap((field) => field.values.map((value) => String(value.value)));
    },

    /** custom_fields_values of the fields whose inputs changed. */
    collect(formElement, entity, changed) {
      const form = new FormData(formElement);
      return (boot.fields[entity] || [])
        .filter((field) => this.isEditable(field) && changed.has(String(field.id)))
        .map((field) => {
          const values = field.type === 'multitext' ? multitext(field, formElement) : one(field, form);
          return { field_id: field.id, values: values && values.length ? values : null };
        });
    },
  };
});
