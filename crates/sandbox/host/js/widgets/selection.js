// The rows ticked in a list, as list_selected() tells them.
define(['../core/place'], function (place) {
  'use strict';

  return {
    summary() {
      const rows = place.current && place.current.selected ? place.current.selected() : null;
      if (!rows) return false;
      const selected = rows.map((row) => ({ id: row.id, type: row.type, emails: row.emails || [], phones: row.phones || [] }));
      const count = (key) => selected.reduce((sum, row) => sum + row[key].length, 0);
      return { selected, summary: { items: selected.length, emails: count('emails'), phones: count('phones') } };
    },
  };
});
