define(['./leaf.js', 'jquery'], function (leaf, $) { return { leaf: leaf, isQuery: typeof $ === 'function' }; });
