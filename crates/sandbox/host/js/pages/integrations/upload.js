// The archive tab: choosing or dropping widget.zip, and what the server says about it.
define(['../../core/html', '../../core/http', '../../ui/icons'], function (html, http, icon) {
  'use strict';

  function problem(one) {
    const place = [one.file, one.line && `line ${one.line}`, one.column && `column ${one.column}`].filter(Boolean).join(', ');
    return html`<li>${place ? html`<code>${place}</code> ` : ''}${one.message}${one.help ? html`<div class="integration-form__hint">${one.help}</div>` : ''}</li>`;
  }

  function state(tile) {
    if (!tile.code) return html`<p class="host-muted">Nothing has been uploaded yet. The first archive gives the integration its widget code.</p>`;
    return html`<p>Version <b>${tile.version}</b>, upload number ${tile.number}. Widget code <code>${tile.code}</code></p>`;
  }

  return {
    draw(box, tile, uploaded) {
      let current = tile;
      box.innerHTML = html`<div class="archive">
        <div class="archive__state">${state(current)}</div>
        <label class="archive__drop"><input type="file" name="widget" accept=".zip" class="archive__file">${icon('upload')}
          <b>Choose widget.zip</b><span>or drop it here</span></label>
        <label class="archive__mode">Check it as <select class="text-input" name="mode" aria-label="Check it as"><option value="private">a private integration</option><option value="public">a public integration</option></select></label>
        <div class="archive__answer" aria-live="polite"></div></div>`;
      const drop = box.querySelector('.archive__drop');
      const input = box.querySelector('input');
      const mode = box.querySelector('select');
      const answer = box.querySelector('.archive__answer');

      async function send(file) {
        const body = new FormData();
        body.append('widget', file, 'widget.zip');
        body.append('_widget', 'widget.zip');
        drop.classList.add('archive__drop_busy');
        answer.innerHTML = '';
        try {
          const done = await http.request('POST', `/ajax/widgets/${current.uuid}/widget/upload/?fileapi${Date.now()}&mode=${mode.value}`, body);
          current = { ...current, ...(await uploaded()) };
          box.querySelector('.archive__state').innerHTML = state({ ...current, code: done.code, version: done.version, number: done.number });
          answer.innerHTML = html`<div class="host-alert host-alert_info archive__done">Uploaded: version ${done.version}, languages ${Object.keys(done.langs).join(', ')}.</div>
            ${done.warnings.length ? html`<div class="archive__list"><b>Worth knowing</b><ul>${done.warnings.map(problem)}</ul></div>` : ''}`;
        } catch (error) {
          const problems = (error.body && error.body.problems) || [];
          answer.innerHTML = html`<div class="host-alert archive__error" role="alert"><b>${error.message}</b>${!problems.length && error.body && error.body.detail !== error.message ? html`<div>${error.body.detail || ''}</div>` : ''}</div>
            ${problems.length ? html`<div class="archive__list"><ul>${problems.map(problem)}</ul></div>` : ''}
            ${current.code ? html`<p class="host-muted">The earlier upload stays in use.</p>` : ''}`;
        }
        drop.classList.remove('archive__drop_busy');
        input.value = '';
      }

      input.addEventListener('change', () => input.files[0] && send(input.files[0]));
      ['dragover', 'dragleave', 'drop'].forEach((name) =>
        drop.addEventListener(name, (event) => {
          event.preventDefault();
          drop.classList.toggle('archive__drop_over', name === 'dragover');
          if (name === 'drop' && event.dataTransfer.files[0]) send(event.dataTransfer.files[0]);
        }),
      );
    },
  };
});
