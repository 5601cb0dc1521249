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

  /** A number as people write it (4200,50 · 4 200.50 · 4,200 · €4.200,50) as the API reads it; throws what a person reads. */
  function decimal(label, text) {
    let plain = String(text).replace(/[\s\p{Sc}]/gu, '');
    if (/^-?\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) plain = plain.replace(/,/g, '');
    if (/^-?\d{1,3}(\.\d{3})+,\d+$/.test(plain)) plain = plain.replace(/\./g, '');
    plain = plain.replace(',', '.');
    if (!/^-?\d+(\.\d+)?$/.test(plain)) throw new Error(`${label}: “${text}” is not a number`);
    return plain;
  }

  /** Unix seconds of “24.12.2026”, “24.12.2026 18:30”, or either as ISO 8601 has it; throws what a person reads. */
  function unix(label, text) {
    const local = /^\s*(\d{1,2})\.(\d{1,2})\.(\d{4})(?:\s+(\d{1,2}):(\d{2}))?\s*$/.exec(text);
    const iso = /^\s*(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?\s*$/.exec(text);
    const [y, m, d, h, min] = (local ? [local[3], local[2], local[1], local[4], local[5]] : iso ? iso.slice(1, 6) : []).map((part) => Number(part || 0));
    // A day that is in no calendar would become one of the next month.
    const date = new Date(y, m - 1, d, h, min);
    if (date.getDate() !== d || date.getMonth() !== m - 1) throw new Error(`${label}: “${text}” is not a date (dd.mm.yyyy)`);
    return Math.floor((iso && iso[6] ? new Date(text.trim()) : date).getTime() / 1000);
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
        return text ? [{ value: unix(field.name, text) }] : null;
      case 'numeric':
        return text ? [{ value: decimal(field.name, text) }] : null;
      case 'monetary':
      case 'price':
        return text ? [{ value: Number(decimal(field.name, text)) }] : null;
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
    decimal,
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

    /** custom_fields_values of the fields whose inputs changed; throws what a person reads where one cannot be read. */
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
