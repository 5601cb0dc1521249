// A list of 250 leads from the simulated account and, with the same leads, from json-server: by turns, so that whatever
// else the machine does meets both alike. Prints one line of JSON.
'use strict';
const http = require('http');
const path = require('path');
const { spawn } = require('child_process');

const agent = new http.Agent({ keepAlive: true, maxSockets: 8 });
const get = (url, headers) => new Promise((resolve, reject) => {
  http.get(url, { agent, headers }, (answer) => {
    const parts = [];
    answer.on('data', (part) => parts.push(part));
    answer.on('end', () => resolve({ status: answer.statusCode, body: Buffer.concat(parts) }));
  }).on('error', reject);
});
const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)];

(async () => {
  const headers = { authorization: `Bearer ${process.env.TOKEN}` };
  const account = { url: `${process.env.ACCOUNT_URL}/api/v4/leads?limit=250`, headers };
  const first = await get(account.url, headers);
  const leads = JSON.parse(first.body)._embedded.leads;
  const child = spawn(process.execPath, [path.join(__dirname, 'server.cjs')], { stdio: ['pipe', 'pipe', 'inherit'] });
  child.stdin.end(JSON.stringify(leads));
  const port = await new Promise((resolve) => child.stdout.once('data', (text) => resolve(Number(text))));
  const other = { url: `http://127.0.0.1:${port}/leads?_page=1&_limit=250`, headers: {} };
  const second = await get(other.url, other.headers);

  const took = async ({ url, headers }) => {
    const began = process.hrtime.bigint();
    await get(url, headers);
    return Number(process.hrtime.bigint() - began) / 1e6;
  };
  const [ours, theirs] = [[], []];
  for (let round = 0; round < 220; round += 1) {
    const pair = round % 2 ? [await took(account), await took(other)] : [await took(other), await took(account)].reverse();
    if (round >= 20) {
      ours.push(pair[0]);
      theirs.push(pair[1]);
    }
  }
  const rate = async ({ url, headers }) => {
    const began = Date.now();
    let count = 0;
    await Promise.all(Array.from({ length: 8 }, async () => {
      while (Date.now() - began < 1500) {
        await get(url, headers);
        count += 1;
      }
    }));
    return count / ((Date.now() - began) / 1000);
  };
  const [many, others] = [[], []];
  for (let round = 0; round < 5; round += 1) {
    many.push(await rate(account));
    others.push(await rate(other));
  }
  child.kill();
  const round = (value) => Math.round(value * 100) / 100;
  console.log(JSON.stringify({
    leads: leads.length, bytes: first.body.length, json_server_bytes: second.body.length,
    p50_ms: round(median(ours)), json_server_p50_ms: round(median(theirs)),
    per_second: round(median(many)), json_server_per_second: round(median(others)),
  }));
  process.exit(0);
})();
