// What bots did, step by step: the last run with what each handler read and wrote.
define(['../core/html', '../core/http'], function (html, http) {
  'use strict';

  const STATE = { finished: 'success', running: 'accent', waiting: 'accent', paused: 'accent', stopped: 'danger' };
  const clock = (at) => new Date(at).toTimeString().slice(0, 8);

  const tone = (outcome) => (/^(failed|stopped|not delivered)/.test(outcome) ? 'danger' : /^skipped/.test(outcome) ? '' : 'success');

  function row(step) {
    const read = Object.entries(step.read).map(([marker, value]) => `${marker} = ${value === null ? '(nothing)' : value}`).join(', ');
    return html`<tr class="journal__row"><td>${clock(step.at_ms)}</td><td>${step.block + 1}</td><td>${step.place}</td><td><b>${step.handler}</b></td>
      <td class="journal__value" title="${read}">${read}</td><td class="journal__value" title="${step.wrote.join(', ')}">${step.wrote.join(', ')}</td>
      <td><span class="host-badge ${tone(step.outcome) ? `host-badge_${tone(step.outcome)}` : ''}">${step.outcome}</span></td></tr>`;
  }

  return {
    async paint(box) {
      const { runs, steps } = await http.request('GET', '/ajax/sandbox/bots/trace');
      if (!box.isConnected) return;
      const run = runs[0];
      box.querySelector('.journal__live').innerHTML = run
        ? html`Run ${run.id} of bot ${run.bot_id} for ${run.entity_type} ${run.entity_id}, started by ${run.via}: <span class="host-badge host-badge_${STATE[run.state]}">${run.state}</span> ${run.reason || ''}`
        : 'No bot has run yet';
      box.querySelector('thead').innerHTML = '<tr><th>Time</th><th>Block</th><th>Place</th><th>Handler</th><th>Read</th><th>Wrote</th><th>Outcome</th></tr>';
      box.querySelector('tbody').innerHTML = html`${steps.map(row)}`;
      const scroll = box.querySelector('.journal__scroll');
      scroll.scrollTop = scroll.scrollHeight;
    },
  };
});
