// The card of a lead, contact or company: fields on the left, feed in the middle, widgets on the right.
define([
  'require', 'jquery', 'backbone', '../core/html', '../core/http', '../core/boot', '../core/place', '../core/format', '../ui/icons',
  './card/header', './card/fields', './card/linked', './card/feed', './card/model', './card/tabs', './card/live',
], function (require, $, Backbone, html, http, boot, place, format, icon, header, fields, linked, feed, model, tabs, follower) {
  'use strict';

  const AREAS = { leads: 'lcard', contacts: 'ccard', companies: 'comcard' };
  const WITH = { leads: 'contacts,loss_reason', contacts: 'leads', companies: 'contacts,leads' };
  const ONE = { leads: 'lead', contacts: 'contact', companies: 'company' };

  function empty(context) {
    const pipeline = boot.pipelineById(context.query.get('pipeline_id')) || boot.pipelines.find((one) => one.is_main) || boot.pipelines[0];
    const first = pipeline ? pipeline.statuses.find((status) => status.type === 0) : null;
    const phone = context.query.get('phone');
    const phoneField = (boot.fields[context.entity] || []).find((field) => field.code === 'PHONE');
    return {
      id: 0,
      name: '',
      price: 0,
      responsible_user_id: boot.user.id,
      pipeline_id: pipeline && pipeline.id,
      status_id: first && first.id,
      custom_fields_values:
        phone && phoneField ? [{ field_id: phoneField.id, values: [{ value: phone, enum_code: 'WORK' }] }] : null,
      _embedded: { contacts: [], companies: [], leads: [], tags: [] },
    };
  }

  async function load(context, id) {
    if (!id) return empty(context);
    const element = await http.get(`${context.entity}/${id}?with=${WITH[context.entity]}`);
    // The API answers 204 for what does not exist.
    if (!element) throw new Error(`There is no ${ONE[context.entity]} #${id}, or you may not see it`);
    return element;
  }

  function frame(entity, element) {
    return html`<div class="card" id="card_holder" data-entity="${entity}" data-id="${element.id}">
      <form class="card-fields card-holder__fields custom-scroll" id="card_fields" autocomplete="off">
        <div class="card-fields__top"></div><div class="card-tabs" id="card_tabs" role="tablist"></div>
        <div class="card-fields__body">
          <div class="card-cf-table-main-entity linked-forms"></div>
          <div class="card-linked"></div>
        </div>
        <div class="card-fields__save h-hidden">
          <button class="button-input button-input_blue js-card-save" type="submit"><span class="button-input-inner"><span class="button-input-inner__text">Save</span></span></button>
          <button class="button-input button-cancel js-card-cancel" type="button"><span>Cancel</span></button>
          <span class="card-fields__error" role="alert"></span>
        </div>
      </form>
      <section class="card-holder__feed feed" aria-label="Feed"></section>
      <aside class="card-widgets card-widgets_empty custom-scroll" id="widgets_block" aria-label="Widgets">
        <div class="card-widgets__top"><span class="js-card-widgets-on-off">Widgets</span></div>
        <div class="card-widgets__elements"></div>
      </aside>
    </div>`;
  }

  return {
    async show(context) {
      const entity = context.entity;
      const id = context.match[1] ? Number(context.match[1]) : 0;
      const element = await load(context, id);
      const related = await linked.load(entity, element);
      if (!context.isCurrent()) return {};
      // The card appears whole: no moment of it has a frame without its fields.
      context.holder.innerHTML = frame(entity, element);
      const form = context.holder.querySelector('#card_fields');
      header.draw(form.querySelector('.card-fields__top'), entity, element);
      fields.draw(form.querySelector('.card-cf-table-main-entity'), entity, element);
      linked.draw(form.querySelector('.card-linked'), entity, element, related);

      const live = model.bind(form, entity, element, {
        async save(values) {
          let saved = element;
          if (element.id) {
            await extra.save(element.id);
            // Only the tabs were touched: there is nothing to store.
            if (Object.keys(values).length) saved = await http.patch(`${entity}/${element.id}`, values);
          } else {
            // A new card must be there before anything can be linked to it.
            saved = (await http.post(entity, [values]))._embedded[entity][0];
            await extra.save(saved.id);
          }
          require('host/core/router').navigate(`/${entity}/detail/${saved.id}`, { replace: true, trigger: true });
          return saved;
        },
      });
      follower.follow(form, entity, element, live.redrawn, (one) => load(context, one), context.isCurrent);
      const extra = tabs.draw(form, entity, element);
      const stream = feed.draw(context.holder.querySelector('.feed'), entity, element, context.isCurrent);

      const title = element.name || (element.id ? `${ONE[entity]} #${element.id}` : `New ${ONE[entity]}`);
      return place.set({
        code: `${entity}_card`,
        area: AREAS[entity],
        entity,
        isCard: true,
        id: element.id,
        title,
        element: {
          id: element.id,
          main_user_id: element.responsible_user_id,
          contacts: related.contacts.map((contact) => contact.id),
          pipeline_id: element.pipeline_id,
        },
        contacts: () => linked.contactsData(entity, element, related),
        card: {
          id: element.id,
          model: live.model,
          main_user: element.responsible_user_id,
          fields_hider: { model: live.model },
          notes: { views: stream.views },
          save: () => live.save(),
        },
      });
    },
  };
});
