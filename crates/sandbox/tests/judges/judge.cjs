// What every judge needs: requests to the account's public host go to the simulated account, and each check is a line.
'use strict';
const http = require('http');
const https = require('https');
const { createRequire } = require('module');
const path = require('path');

const account = new URL(process.env.ACCOUNT_URL);
const host = 'harboroak.kommo.com';

// The clients write https:// before any host they are given; the simulated account speaks plain HTTP on loopback.
const realFetch = globalThis.fetch;
globalThis.fetch = (url, options) => realFetch(String(url).replace(`https://${host}`, account.origin), options);
https.request = (options, answered) => http.request(
  { ...options, hostname: account.hostname, port: account.port, headers: { ...options.headers, host: options.hostname } },
  answered
);
// One of them writes every error answer to the console.
console.error = () => {};

let failed = 0;

/** Runs one check and prints `ok`, or what it saw instead. */
async function check(name, run) {
  let outcome = 'ok';
  try {
    const seen = await run();
    if (seen !== true) outcome = `saw ${JSON.stringify(seen)}`;
  } catch (error) {
    outcome = `threw ${error.name}: ${error.message}`;
  }
  if (outcome !== 'ok') failed += 1;
  console.log(`${name}\t${outcome}`);
}

/** What a call throws. */
async function thrown(run) {
  try {
    await run();
  } catch (error) {
    return error;
  }
  return null;
}

const oauth = {
  client_id: process.env.CLIENT_ID,
  client_secret: process.env.CLIENT_SECRET,
  redirect_uri: process.env.REDIRECT_URI,
};

module.exports = {
  check,
  thrown,
  host,
  oauth,
  code: process.env.CODE,
  library: createRequire(path.join(process.env.MODULES, 'judge.cjs')),
  done: () => process.exit(failed === 0 ? 0 : 1),
};
