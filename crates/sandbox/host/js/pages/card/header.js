// Top of the card's left column: name, tags, and for a lead its pipeline and stage.
define(['../../core/html', '../../core/boot', '../../ui/icons', '../../ui/dropdown'], function (html, boot, icon, dropdown) {
  'use strict';

  const TITLES = { leads: 'Lead', contacts: 'Contact', companies: 'Company' };
  const BACK = { leads: '/leads/pipeline/', contacts: '/contacts/list/contacts/', companies: '/contacts/list/companies/' };

  function stages(element) {
    const pipeline = boot.pipelineById(element.pipeline_id);
    if (!pipeline) return '';
    const shown = pipeline.statuses.filter((status) => status.type === 0);
    const at = shown.findIndex((status) => status.id === element.status_id);
    const current = shown[at] || boot.statusOf(element.pipeline_id, element.status_id) || { name: '—', color: '#ccc' };
    return html`<div class="card-stage">
      <input type="hidden" name="lead[STATUS]" value="${element.status_id}">
      <input type="hidden" name="lead[PIPELINE_ID]" value="${element.pipeline_id}">
      <button class="card-stage__button" type="button" aria-haspopup="listbox">
        <span class="card-stage__pipeline">${pipeline.name}</span>
        <span class="card-stage__name">${current.name}</span>${icon('down')}
      </button>
      <div class="card-stage__bar" aria-hidden="true">${shown
        .filter((status) => status.id !== 143)
        .map((status, index) => html`<i style="background: ${index <= at || current.id === 142 ? current.color : ''}"></i>`)}</div>
    </div>`;
  }

  const tagsOf = (tags) => html`${tags.length ? tags.map((tag) => html`<span class="card-tag">${tag.name}</span>`) : html`<span class="card-tag card-tag_none">#add tags</span>`}`;

  function pick(container, element) {
    const button = container.querySelector('.card-stage__button');
    if (!button) return;
    button.addEventListener('click', () => {
      const items = boot.pipelines.flatMap((pipeline) => [
        { heading: pipeline.name },
        ...pipeline.statuses
          .filter((status) => status.type === 0)
          .map((status) => ({
            label: status.name,
            color: status.color,
            isSelected: pipeline.id === element.pipeline_id && status.id === element.status_id,
            run() {
              element.pipeline_id = pipeline.id;
              element.status_id = status.id;
              const form = container.closest('form');
              container.querySelector('.card-stage').outerHTML = stages(element);
              pick(container, element);
              form.dispatchEvent(new Event('change', { bubbles: true }));
            },
          })),
      ]);
      dropdown.open(button, items);
    });
  }

  return {
    /** Stage and tags anew, when they changed elsewhere; the name has its input. */
    refresh(container, entity, element) {
      const tags = (element._embedded && element._embedded.tags) || [];
      html.into(container.querySelector('.card-top__tags'), tagsOf(tags));
      if (entity !== 'leads') return;
      container.querySelector('.card-stage').outerHTML = stages(element);
      pick(container, element);
    },

    draw(container, entity, element) {
      const tags = (element._embedded && element._embedded.tags) || [];
      container.innerHTML = html`
        <div class="card-top">
          <div class="card-top__line">
            <a class="card-top__back js-navigate-link" href="${BACK[entity]}${entity === 'leads' ? element.pipeline_id : ''}" aria-label="Back to the list">${icon('back')}</a>
            <span class="card-top__kind">${TITLES[entity]}${element.id ? html` <span class="card-top__id">#${element.id}</span>` : ''}</span>
          </div>
          <div class="card-top-name">
            <input class="text-input card-top-name__input" name="${entity === 'leads' ? 'lead[NAME]' : entity === 'contacts' ? 'contact[NAME]' : 'company[NAME]'}"
              value="${element.name || ''}" placeholder="${TITLES[entity]} name" aria-label="${TITLES[entity]} name">
          </div>
          <div class="card-top__tags">${tagsOf(tags)}</div>
          ${entity === 'leads' ? stages(element) : ''}
        </div>`;
      pick(container, element);
    },
  };
});
