// Light and dark scheme: an attribute of <html>, remembered by the server so that the first paint is right.
define(['jquery'], function ($) {
  'use strict';

  const root = document.documentElement;

  return {
    isDark: () => root.dataset.colorScheme === 'dark',
    toggle() {
      const scheme = root.dataset.colorScheme === 'dark' ? 'light' : 'dark';
      root.dataset.colorScheme = scheme;
      document.cookie = `color_scheme=${scheme}; path=/; max-age=31536000; samesite=lax`;
      $(document).trigger('theme:changed', [scheme]);
    },
  };
});
