// From the steps of a locator to elements.

/** Keeps what comes first in the document, once. */
const inOrder = (elements) => [...new Set(elements)];

/** Without those that hold another one of the set: the innermost are what a person means. */
const innermost = (elements) => {
  const outer = new Set();
  const all = new Set(elements);
  for (const element of elements) {
    for (let node = element.parentNode || element.host; node; node = node.parentNode || node.host) {
      if (all.has(node)) outer.add(node);
    }
  }
  return elements.filter((element) => !outer.has(element));
};

const STEPS = {
  css: (root, { css }) => kt.css(root, css),
  text: (root, { text }) => innermost(kt.css(root, '*').filter((e) => !e.closest('head,script,style,template,noscript')
    && kt.fits(text, kt.words(e)))),
  role: (root, { role: [role, name] }) => {
    const found = kt.css(root, '*').filter((e) => kt.role(e) === role && (!name || kt.names(e).some((n) => kt.fits(name, n))));
    return role === 'button' || role === 'link' ? innermost(found) : found;
  },
  field: (root, { field }) => kt.css(root, '*').filter((e) => kt.isField(e) && kt.names(e).some((n) => kt.fits(field, n))),
  frame: (root, { frame }) => kt.css(root, frame).map(kt.inside).filter(Boolean),
};

const FILTERS = {
  widget: (set, { widget }) => set.filter((e) => e.dataset.code === widget
    || kt.css(e, '.js-widget-caption-block').some((caption) => caption.title === widget || kt.plain(kt.words(caption)) === widget)),
  having: (set, { having }) => set.filter((e) => kt.fits(having, kt.words(e))),
  nth: (set, { nth }) => set.slice(nth, nth === -1 ? undefined : nth + 1),
  up: (set, { up }) => inOrder(set.map((e) => e.closest(up)).filter(Boolean)),
  seen: (set) => set.filter(kt.visible),
};

/** Every element a locator fits now, seen or not. */
kt.find = (steps) => {
  kt.forget();
  return steps.reduce((set, step) => {
    const [kind] = Object.keys(step);
    if (FILTERS[kind]) return FILTERS[kind](set, step);
    return inOrder(set.flatMap((root) => STEPS[kind](root, step)));
  }, [document]);
};

/** What else there is of the kind that the last step asked for: the start of most answers to "why not?". */
kt.others = (steps) => {
  const last = steps.findLast((step) => STEPS[Object.keys(step)[0]]) || {};
  const scope = kt.find(steps.slice(0, steps.indexOf(last)));
  if (!scope.length) return 'what it should be in is not there either';
  const inside = (keep) => scope.flatMap((root) => kt.css(root, '*')).filter((e) => keep(e) && kt.visible(e));
  const list = (kind, found) => {
    const names = [...new Set(found.map((e) => kt.names(e)[0]).filter(Boolean))];
    return names.length ? `the ${kind} to be seen: ${names.slice(0, 10).map((n) => `"${n}"`).join(', ')}` : `no ${kind} to be seen`;
  };
  if (last.role) return list(`elements of role ${last.role[0]}`, inside((e) => kt.role(e) === last.role[0]));
  if (last.field) return list('fields', inside(kt.isField));
  return '';
};
