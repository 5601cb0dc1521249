// The loader plugin `json!`: the parsed content of a file.
define(['text'], function (text) {
  'use strict';

  return {
    load(name, require, onload, config) {
      text.get(
        require.toUrl(name),
        (content) => {
          try {
            onload(JSON.parse(content));
          } catch (error) {
            onload.error(new Error(`json!${name}: ${error.message}`));
          }
        },
        onload.error,
      );
    },
  };
});
