// Ways out of the page: crm_post through the account's server, $authorizedAjax with a one-time token, socket channels.
define(['jquery'], function ($) {
  'use strict';

  const GAP_MS = 1000;
  let nextPost = 0;
  const listeners = [];

  /** The relay takes one request a second; further ones wait their turn. */
  function turn() {
    const now = Date.now();
    const at = Math.max(now, nextPost);
    nextPost = at + GAP_MS;
    return at - now;
  }

  function crmPost(widget, url, data, success, type, failure) {
    const kind = type || 'text';
    setTimeout(() => {
      $.ajax({
        url: `/ajax/widgets/relay?code=${encodeURIComponent(widget.code)}&url=${encodeURIComponent(url)}`,
        type: 'POST',
        data,
        dataType: kind === 'jsonp' ? 'json' : kind,
      }).then(
        (answer) => {
          if (typeof success === 'function') success(answer);
        },
        (xhr, status, error) => {
          if (typeof failure === 'function') failure(xhr, status, error);
        },
      );
    }, turn());
  }

  function authorizedAjax(widget, options) {
    const result = $.Deferred();
    let request = $.ajax({ url: `/ajax/v2/integrations/${widget.uuid}/disposable_token`, dataType: 'json' });
    request.then(
      (answer) => {
        const headers = { ...((options || {}).headers || {}), 'X-Auth-Token': answer.token };
        request = $.ajax({ ...options, headers });
        request.then(result.resolve, result.reject);
      },
      result.reject,
    );
    // As much of a jqXHR as can be had before the second request exists.
    return result.promise({ abort: (reason) => request.abort(reason) });
  }

  return {
    crmPost,
    authorizedAjax,

    pipelineId(widget) {
      const result = $.Deferred();
      $.ajax({ url: `/ajax/v4/widgets/${widget.code}`, dataType: 'json' }).then(
        (answer) => result.resolve(answer.pipeline_id === null ? '' : String(answer.pipeline_id)),
        result.reject,
      );
      return result.promise();
    },

    listen(instance, channel, keys, callback) {
      const listener = { instance, channel, keys: typeof keys === 'function' ? [] : keys || [], callback: typeof keys === 'function' ? keys : callback };
      listeners.push(listener);
      return () => void listeners.splice(listeners.indexOf(listener) >>> 0, 1);
    },

    /** Tells those who listen to a channel. */
    publish(channel, payload) {
      listeners
        .filter((listener) => listener.channel === channel)
        .forEach((listener) => {
          const value = listener.keys.reduce((at, key) => (at ? at[key] : undefined), payload);
          if (listener.keys.length === 0 || value !== undefined) listener.callback(listener.keys.length ? value : payload);
        });
    },

    release(instance) {
      for (let at = listeners.length - 1; at >= 0; at -= 1) {
        if (listeners[at].instance === instance) listeners.splice(at, 1);
      }
    },
  };
});
