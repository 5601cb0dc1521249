// What the API refuses, in words of the card: the names of its fields instead of paths.
define(['../../core/boot'], function (boot) {
  'use strict';

  const LABELS = { name: 'Name', price: 'Sale', responsible_user_id: 'Responsible user', status_id: 'Stage', pipeline_id: 'Pipeline' };

  function label(path, entity, body) {
    const custom = /^custom_fields_values\.(\d+)/.exec(path);
    if (!custom) return LABELS[path] || path;
    const sent = (body.custom_fields_values || [])[Number(custom[1])];
    const field = sent && (boot.fields[entity] || []).find((one) => one.id === sent.field_id);
    return field ? field.name : path;
  }

  return {
    /** `body` is what was sent, null if nothing was. */
    words(problem, entity, body) {
      const refused = (problem.body && problem.body['validation-errors']) || [];
      const lines = refused.flatMap((item) => item.errors || []).map((one) => `${label(one.path, entity, body || {})}: ${one.detail}`);
      return lines.join('\n') || problem.message;
    },
  };
});
