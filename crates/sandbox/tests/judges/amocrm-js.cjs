// amocrm-js: signs in with a code, then reads, creates, changes, pages and errs.
'use strict';
const { check, thrown, host, oauth, code, library, done } = require('./judge.cjs');
const { Client } = library('amocrm-js');

const client = new Client({ domain: host, auth: { ...oauth, code } });

(async () => {
  let lead;
  await check('a code becomes a token, and the token a new one', async () => {
    await client.connection.connect();
    const first = client.token.getValue().access_token;
    await client.token.refresh();
    return client.token.getValue().access_token !== first;
  });
  await check('the account is read', async () => {
    const { data } = await client.request.get('/api/v4/account');
    return data.subdomain === 'harboroak';
  });
  await check('leads are created', async () => {
    const made = await client.leads.create([{ name: 'Judged', price: 12 }, { name: 'Second' }]);
    lead = made[0].id;
    return made.length === 2 && lead > 0;
  });
  await check('a lead is read', async () => {
    const read = await client.leads.getById(lead, { with: ['contacts'] });
    return read.name === 'Judged' && read.price === 12;
  });
  await check('a lead is changed', async () => {
    await client.leads.update([{ id: lead, name: 'Judged twice' }]);
    const read = await client.leads.getById(lead);
    return read.name === 'Judged twice';
  });
  await check('an entity saves itself', async () => {
    const contact = new client.Contact({ name: 'Ann Lee' });
    await contact.save();
    contact.name = 'Anna Lee';
    await contact.save();
    const read = await client.contacts.getById(contact.id);
    return read.name === 'Anna Lee';
  });
  await check('pages follow each other', async () => {
    const page = await client.leads.get({ limit: 10 });
    const ids = new Set(page.getData().map((one) => one.id));
    let pages = 1;
    while (page.hasNext() && pages < 3) {
      await page.next();
      page.getData().forEach((one) => ids.add(one.id));
      pages += 1;
    }
    return pages === 3 && ids.size === 30;
  });
  await check('companies and tasks', async () => {
    const [company] = await client.companies.create([{ name: 'Lee & Co' }]);
    const [task] = await client.tasks.create([
      { text: 'Call', complete_till: 1900000000, entity_id: company.id, entity_type: 'companies' },
    ]);
    const read = await client.tasks.getById(task.id);
    return read.text === 'Call' && read.entity_id === company.id;
  });
  await check('any path', async () => {
    const { data, response } = await client.request.post('/api/v4/leads/notes', [
      { entity_id: lead, note_type: 'common', params: { text: 'Hello' } },
    ]);
    return response.statusCode === 200 && data._embedded.notes.length === 1;
  });
  await check('a refusal names the field', async () => {
    const error = await thrown(() => client.request.post('/api/v4/leads', [{ name: 5 }]));
    return error.data['validation-errors'][0].errors[0].code === 'InvalidType';
  });
  await check('a missing lead is empty', async () => {
    const { data, response } = await client.request.get('/api/v4/leads/1');
    return response.statusCode === 204 && Object.keys(data).length === 0;
  });
  await check('what is not there says so', async () => {
    const error = await thrown(() => client.request.get('/api/v4/unicorns'));
    return error.data.status === 404;
  });
  done();
})();
