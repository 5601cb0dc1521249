// The service worker between the page and the world: scripts, styles, pictures, fonts and whatever else a page loads from
// foreign hosts is answered by the sandbox's stubs, or fails as it does without a network. XMLHttpRequest, fetch and frames
// have their detours in `outside.js`.
'use strict';

const LOCAL = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/;

self.addEventListener('install', (event) => {
  // What is on this host goes past the worker, where the browser knows how.
  if (event.addRoutes) {
    event.addRoutes({ condition: { urlPattern: new URLPattern({ hostname: self.location.hostname }) }, source: 'network' }).catch(() => {});
  }
  self.skipWaiting();
});
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('message', (event) => event.waitUntil(self.clients.claim().then(() => event.source && event.source.postMessage('claimed'))));

async function tell(clientId, message) {
  const client = clientId && (await self.clients.get(clientId));
  if (client) client.postMessage(message);
}

async function answer(event, url) {
  const { request } = event;
  const headers = new Headers({
    'x-sandbox-destination': request.destination,
    'x-sandbox-mode': request.mode,
    'x-requested-with': 'XMLHttpRequest',
  });
  const kind = request.headers.get('content-type');
  if (kind) headers.set('content-type', kind);
  const hasBody = request.method !== 'GET' && request.method !== 'HEAD';
  try {
    const response = await fetch(`/ajax/sandbox/external?url=${encodeURIComponent(url.href)}`, {
      method: request.method,
      headers,
      body: hasBody ? await request.arrayBuffer() : undefined,
    });
    if (response.headers.get('x-sandbox-stub')) return response;
  } catch {
    // The account itself is away: so is the world.
  }
  tell(event.clientId, { outside: url.href, destination: request.destination });
  return Response.error();
}

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:';
  if (!isWeb || LOCAL.test(url.hostname) || url.origin === self.location.origin || event.request.mode === 'navigate') return;
  event.respondWith(answer(event, url));
});
