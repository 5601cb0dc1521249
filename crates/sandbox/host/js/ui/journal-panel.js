// The lifecycle journal as a drawer at the bottom: what the host called in which widget, and what came of it.
define(['jquery', '../core/html', './icons', '../widgets/journal', '../widgets/lifecycle', './bot-trace'], function ($, html, icon, journal, lifecycle, trace) {
  'use strict';

  let box = null;
  let tab = 'widgets';

  const clock = (at) => new Date(at).toTimeString().slice(0, 8) + '.' + String(at % 1000).padStart(3, '0');
  const KIND = { threw: 'danger', rejected: 'danger', absent: '', returned: 'success', resolved: 'success', promise: 'accent', offline: 'danger' };

  function row(entry) {
    return html`<tr class="journal__row"><td>${clock(entry.at)}</td><td>${entry.name}</td><td>${entry.area}</td><td><b>${entry.event}</b></td>
      <td><span class="host-badge ${KIND[entry.outcome] ? `host-badge_${KIND[entry.outcome]}` : ''}">${entry.outcome}</span></td>
      <td>${entry.ms === undefined ? '' : `${entry.ms} ms`}</td><td class="journal__value" title="${entry.stack || ''}">${entry.value === undefined ? '' : entry.value}</td></tr>`;
  }

  function paint() {
    box.querySelectorAll('.journal__tab').forEach((one) => one.classList.toggle('journal__tab_active', one.dataset.tab === tab));
    if (tab === 'bots') {
      trace.paint(box);
      return;
    }
    const live = lifecycle.instances().filter(Boolean);
    box.querySelector('.journal__live').textContent = live.length
      ? `Alive: ${live.map((one) => `${one.widget.name} (${one.area}${lifecycle.isOnce(one.widget) ? ', init_once' : ''})`).join(', ')}`
      : 'No widget is alive on this page';
    box.querySelector('thead').innerHTML = '<tr><th>Time</th><th>Widget</th><th>Area</th><th>Call</th><th>Outcome</th><th>Took</th><th>Value</th></tr>';
    const body = box.querySelector('tbody');
    body.innerHTML = html`${journal.entries().map(row)}`;
    const scroll = box.querySelector('.journal__scroll');
    scroll.scrollTop = scroll.scrollHeight;
  }

  return {
    toggle() {
      if (box) {
        box.remove();
        box = null;
        $(document).off('sandbox:journal.panel feed:changed.journal');
        return;
      }
      box = document.createElement('aside');
      box.className = 'journal';
      box.setAttribute('aria-label', 'Lifecycle journal');
      box.innerHTML = html`<header class="journal__head">${icon('pulse')}<b>Lifecycle journal</b>
          <button class="journal__tab" type="button" data-tab="widgets">Widgets</button><button class="journal__tab" type="button" data-tab="bots">Bots</button><span class="host-muted journal__live"></span><span class="page-top__space"></span>
          <button class="toasts__close" type="button" aria-label="Close">${icon('close')}</button></header>
        <div class="journal__scroll custom-scroll"><table><thead></thead><tbody></tbody></table></div>`;
      document.body.append(box);
      box.querySelector('.toasts__close').addEventListener('click', () => this.toggle());
      box.addEventListener('click', (event) => {
        const chosen = event.target.closest('.journal__tab');
        if (!chosen) return;
        tab = chosen.dataset.tab;
        paint();
      });
      $(document).on('feed:changed.journal', () => tab === 'bots' && paint());
      let isWaiting = false;
      $(document).on('sandbox:journal.panel', () => {
        if (isWaiting) return;
        isWaiting = true;
        requestAnimationFrame(() => {
          isWaiting = false;
          if (box) paint();
        });
      });
      paint();
    },
  };
});
