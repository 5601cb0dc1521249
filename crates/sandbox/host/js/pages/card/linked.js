// Linked cards: a lead's contacts and company, a contact's company and leads, a company's contacts and leads.
define(['../../core/html', '../../core/http', '../../core/boot', '../../core/format', '../../ui/avatar', '../../ui/icons', './values', './fields'], function (
  html,
  http,
  boot,
  format,
  avatar,
  icon,
  values,
  fields,
) {
  'use strict';

  async function many(entity, ids) {
    if (!ids.length) return [];
    const query = ids.slice(0, 50).map((id) => `filter[id][]=${id}`).join('&');
    const items = http.items(await http.get(`${entity}?${query}&limit=50`), entity);
    return ids.map((id) => items.find((item) => item.id === id)).filter(Boolean);
  }

  const ids = (element, key) => ((element._embedded || {})[key] || []).map((link) => link.id);

  function contactLine(type, value) {
    return html`<div class="${type}_wrapper linked-card__line">${icon(type === 'phone' ? 'phone' : 'mail')}
      <a class="js-contact-action control-${type}__formatted" href="#" role="button" data-type="${type}" data-value="${value}">${value}</a></div>`;
  }

  function card(entity, element, main) {
    const name = element.name || '…';
    return html`<div class="linked-card" data-entity="${entity}" data-id="${element.id}">
      ${entity === 'companies' ? html`<span class="linked-card__mark">${icon('company')}</span>` : avatar(name)}
      <div class="linked-card__text">
        <a class="linked-card__name js-navigate-link js-linked-name-view" href="/${entity}/detail/${element.id}">${name}</a>
        ${main ? html`<span class="host-badge">main</span>` : ''}
        ${entity === 'leads' ? html`<div class="linked-card__line">${format.money(element.price)} · ${(boot.statusOf(element.pipeline_id, element.status_id) || {}).name}</div>` : ''}
        ${values.byCode(element, 'PHONE').map((phone) => contactLine('phone', phone))}
        ${values.byCode(element, 'EMAIL').map((mail) => contactLine('email', mail))}
      </div></div>
      ${entity === 'leads' ? '' : html`<div class="linked-card__fields linked-form" data-id="${element.id}">${fields.readOnly(entity, element)}</div>`}`;
  }

  function section(title, content) {
    return html`<div class="card-linked__section"><h3 class="card-linked__title">${title}</h3>${content}</div>`;
  }

  return {
    async load(entity, element) {
      const [contacts, companies, leads] = await Promise.all([
        entity === 'contacts' ? [] : many('contacts', ids(element, 'contacts')),
        entity === 'companies' ? [] : many('companies', ids(element, 'companies')),
        entity === 'leads' ? [] : many('leads', ids(element, 'leads')),
      ]);
      return { contacts, companies, leads };
    },

    draw(container, entity, element, related) {
      const links = (element._embedded || {}).contacts || [];
      const isMain = (id) => links.some((link) => link.id === id && link.is_main);
      const nothing = (text) => html`<div class="card-linked__none">${text}</div>`;
      container.innerHTML = html`
        ${entity !== 'contacts' ? section('Contacts', related.contacts.length ? related.contacts.map((one) => card('contacts', one, isMain(one.id))) : nothing('No contacts yet')) : ''}
        ${entity !== 'companies' ? section('Company', related.companies.length ? related.companies.map((one) => card('companies', one)) : nothing('No company yet')) : ''}
        ${entity !== 'leads' ? section('Leads', related.leads.length ? related.leads.map((one) => card('leads', one)) : nothing('No leads yet')) : ''}`;
    },

    /** get_current_card_contacts_data: linked contacts, or the contact itself. */
    contactsData(entity, element, related) {
      const contacts = entity === 'contacts' ? [element] : related.contacts;
      return contacts.map((contact) => ({
        id: contact.id,
        name: contact.name,
        first_name: contact.first_name || '',
        last_name: contact.last_name || '',
        phones: values.byCode(contact, 'PHONE'),
        emails: values.byCode(contact, 'EMAIL'),
      }));
    },
  };
});
