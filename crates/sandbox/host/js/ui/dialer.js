// The telephone outside: calls the account from a number somebody has, or from a strange one. What happens after the ringing
// is the business of telephony widgets; the page only knows their calling status.
define(['jquery', '../core/html', '../core/http', './icons', '../app'], function ($, html, http, icon, APP) {
  'use strict';

  let box = null;

  /** Numbers of contacts: [{name, phone}]. */
  async function book() {
    const contacts = http.items(await http.get('contacts?limit=50').catch(() => null), 'contacts');
    return contacts.flatMap((contact) => {
      const field = (contact.custom_fields_values || []).find((one) => one.field_code === 'PHONE');
      return field ? [{ name: contact.name, phone: field.values[0].value }] : [];
    });
  }

  function paint(text) {
    const isLive = APP.sdk.getCallingStatus();
    const state = box.querySelector('.dialer__state');
    state.textContent = isLive ? 'On the line: pages hold still' : text || 'Not on the line';
    state.classList.toggle('dialer__state_live', isLive);
  }

  /** Whose call is on the line, to be hung up. */
  let line = '';
  function rings(phone) {
    line = phone;
    if (!box) return;
    box.querySelector('.dialer__hang-up').classList.toggle('h-hidden', !phone);
    box.querySelector('.dialer__call').classList.toggle('h-hidden', Boolean(phone));
  }

  async function hangUp() {
    await http.request('POST', '/ajax/sandbox/hang-up', { phone_number: line });
    rings('');
    if (box) paint('Hung up');
  }

  function close() {
    $(document).off('sdk:calling.dialer');
    box.remove();
    box = null;
  }

  return {
    async toggle() {
      if (box) {
        close();
        return;
      }
      box = document.createElement('aside');
      box.className = 'dialer';
      box.setAttribute('aria-label', 'Telephone');
      box.innerHTML = html`<header class="dialer__head">${icon('phone')}<b>Somebody calls</b><button class="toasts__close js-dialer-close" type="button" aria-label="Close the telephone">${icon('close')}</button></header>
        <form class="dialer__body"><select class="text-input" aria-label="Caller"><option value="">A strange number</option></select>
          <input class="text-input dialer__number" name="phone" value="+1 555 010 9999" aria-label="Number of the caller" autocomplete="off">
          <div class="dialer__keys">${[...'123456789*0#'].map((key) => html`<button class="dialer__key" type="button">${key}</button>`)}</div>
          <button class="button-input button-input_blue dialer__call" type="submit"><span class="button-input-inner">${icon('phone')}Call the account</span></button>
          <button class="button-input button-input_danger dialer__hang-up h-hidden" type="button"><span class="button-input-inner">Hang up</span></button>
          <div class="dialer__state" role="status"></div></form>`;
      document.body.append(box);
      paint();
      const number = box.querySelector('.dialer__number');
      const caller = box.querySelector('select');
      box.addEventListener('click', (event) => {
        if (event.target.closest('.js-dialer-close')) close();
        else if (event.target.closest('.dialer__hang-up')) hangUp();
        else if (event.target.matches('.dialer__key')) number.value += event.target.textContent;
      });
      caller.addEventListener('change', () => (number.value = caller.value || '+1 555 010 9999'));
      box.addEventListener('submit', async (event) => {
        event.preventDefault();
        const found = await http.request('POST', '/ajax/sandbox/call', { phone_number: number.value.trim() });
        rings(number.value.trim());
        if (box) paint(found.element_id ? 'Ringing: the number is known' : 'Ringing: nobody knows the number');
      });
      $(document).on('sdk:calling.dialer', () => paint());
      rings(line);
      const known = await book();
      if (box) caller.insertAdjacentHTML('beforeend', html`${known.map((one) => html`<option value="${one.phone}">${one.name}, ${one.phone}</option>`)}`);
    },
  };
});
