// The host's own requests. Account data comes from /ajax/v4, the session-only twin of /api/v4 that the pages use:
// what the page itself asks does not count against an integration's seven requests a second.
define([], function () {
  'use strict';

  class HttpError extends Error {
    constructor(status, body) {
      super(words(status, body));
      this.status = status;
      this.body = body;
    }
  }

  function words(status, body) {
    if (body && typeof body === 'object') {
      const problems = (body['validation-errors'] || [])
        .flatMap((entry) => entry.errors || [])
        .map((error) => `${error.path}: ${error.detail}`);
      if (problems.length) return problems.join('\n');
      return body.error || body.detail || body.title || `The server answered ${status}`;
    }
    return status ? `The server answered ${status}` : 'The server cannot be reached';
  }

  async function request(method, url, body) {
    const headers = { 'X-Requested-With': 'XMLHttpRequest', Accept: 'application/json' };
    const options = { method, headers, credentials: 'same-origin' };
    if (body instanceof FormData) {
      options.body = body;
    } else if (body !== undefined) {
      headers['Content-Type'] = 'application/json';
      options.body = JSON.stringify(body);
    }
    let response;
    try {
      response = await fetch(url, options);
    } catch {
      throw new HttpError(0, null);
    }
    const text = await response.text();
    let answer = null;
    try {
      answer = text ? JSON.parse(text) : null;
    } catch {
      answer = text;
    }
    if (response.status === 401) {
      location.assign('/login/?next=' + encodeURIComponent(location.pathname + location.search));
    }
    if (!response.ok) throw new HttpError(response.status, answer);
    return answer;
  }

  const v4 = (path) => '/ajax/v4/' + path;

  return {
    HttpError,
    request,
    get: (path) => request('GET', v4(path)),
    post: (path, body) => request('POST', v4(path), body),
    patch: (path, body) => request('PATCH', v4(path), body),
    remove: (path) => request('DELETE', v4(path)),
    /** The items of a collection answer; 204 is an empty one. */
    items(answer, key) {
      return (answer && answer._embedded && answer._embedded[key]) || [];
    },
  };
});
