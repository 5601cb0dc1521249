// Before acting and after: is it there, is it ready, what does it say?

/** The next two frames; a page that draws none still gets on. */
const frames = () => new Promise((done) => {
  setTimeout(done, 100);
  requestAnimationFrame(() => requestAnimationFrame(done));
});

const no = (reason) => ({ wait: reason });

/** The one element to act on, or why there is none. Hidden ones count only where nothing else fits and `hidden` allows. */
kt.one = (steps, hidden) => {
  const all = kt.find(steps);
  if (!all.length) return no(['it is not there', kt.others(steps)].filter(Boolean).join('; '));
  const seen = all.filter(kt.visible);
  const choice = seen.length || !hidden ? seen : all;
  if (!choice.length) return no(`${kt.describe(all[0])} is there, but hidden`);
  if (choice.length > 1) {
    const some = choice.slice(0, 5).map(kt.describe).join(', ');
    return no(`${choice.length} elements fit: ${some}${choice.length > 5 ? ', …' : ''}. Narrow it down, or take .first()`);
  }
  return { element: choice[0] };
};

/** What a person's pointer goes to for an element: a drawn check box's label stands for the input it hides. */
const handle = (element) => {
  if (kt.visible(element)) return element;
  return [...(element.labels || [])].find(kt.visible);
};

/** Ready to be pointed at: seen, enabled, standing still, on top. Gives the point in the window. */
kt.point = async (steps, { hidden = false } = {}) => {
  const found = kt.one(steps, hidden);
  if (found.wait) return found;
  const element = handle(found.element);
  if (!element) return no(`${kt.describe(found.element)} is there, but hidden`);
  if (!kt.enabled(found.element)) return no(`${kt.describe(element)} is disabled`);
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  const before = kt.box(element);
  await frames();
  const after = kt.box(element);
  if (['x', 'y', 'width', 'height'].some((side) => before[side] !== after[side])) return no(`${kt.describe(element)} is moving`);
  // A link over two lines has a hole in the middle of its box: the middle of its first line is surely on it.
  const line = [...element.getClientRects()].find((rect) => rect.width && rect.height) || element.getBoundingClientRect();
  const x = line.left + line.width / 2;
  const y = line.top + line.height / 2;
  const top = kt.top(element.ownerDocument, x, y);
  const hit = top && (kt.within(element, top) || [...(element.labels || [])].some((label) => kt.within(label, top)));
  if (!hit) return no(`${kt.describe(element)} is covered by ${kt.describe(top)}`);
  const own = element.getBoundingClientRect();
  return { x: after.x + x - own.left, y: after.y + y - own.top, what: kt.describe(element) };
};

/** Focuses a field and selects what it holds, so that typing replaces it; kinds that cannot be typed into are set. */
kt.prepare = (steps, value) => {
  const found = kt.one(steps);
  if (found.wait) return found;
  const { element } = found;
  if (!kt.enabled(element)) return no(`${kt.describe(element)} is disabled`);
  if (element.readOnly) return no(`${kt.describe(element)} is read-only`);
  element.scrollIntoView({ block: 'nearest', inline: 'nearest', behavior: 'instant' });
  element.focus();
  if (element.tagName === 'INPUT' && /^(date|time|month|week|datetime-local|color|range)$/.test(element.type)) {
    element.value = value;
    if (element.value !== value) return { never: `${kt.describe(element)} does not take ${JSON.stringify(value)}` };
    kt.announce(element);
    return { done: true };
  }
  if (typeof element.select === 'function') {
    element.select();
  } else if (element.isContentEditable) {
    getSelection().selectAllChildren(element);
  } else {
    return { never: `${kt.describe(element)} is nothing to type into` };
  }
  return { done: false };
};

/** Puts the focus on an element. */
kt.focus = (steps) => {
  const found = kt.one(steps);
  if (found.wait) return found;
  found.element.focus();
  const focused = found.element.getRootNode().activeElement === found.element;
  return focused ? { done: true } : no(`${kt.describe(found.element)} does not take the focus`);
};

/** Tells listeners of a value that was set by hand. */
kt.announce = (element) => ['input', 'change'].forEach((type) => element.dispatchEvent(new Event(type, { bubbles: true })));

/** Chooses an option of a `select` by what it says, or by its value. */
kt.choose = (steps, wanted) => {
  const found = kt.one(steps);
  if (found.wait) return found;
  const { element } = found;
  if (element.tagName !== 'SELECT') return { never: `${kt.describe(element)} is no select element` };
  if (!kt.enabled(element)) return no(`${kt.describe(element)} is disabled`);
  const option = [...element.options].find((each) => kt.plain(each.label) === kt.plain(wanted))
    || [...element.options].find((each) => each.value === wanted);
  if (!option) return no(`it has only ${[...element.options].map((each) => `"${kt.plain(each.label)}"`).join(', ')}`);
  option.selected = true;
  kt.announce(element);
  return { done: true };
};

const READ = {
  text: (e) => kt.plain(/^(INPUT|TEXTAREA)$/.test(e.tagName) ? e.value : (e.innerText ?? e.textContent)),
  value: (e) => (e.isContentEditable ? e.innerText : e.value) ?? null,
  checked: (e) => (e.matches('input') ? e.checked : /^(true)$/.test(e.getAttribute('aria-checked') || e.getAttribute('aria-pressed'))),
  enabled: (e) => kt.enabled(e),
  focused: (e) => e.getRootNode().activeElement === e,
  html: (e) => e.outerHTML,
  box: (e) => kt.box(e),
  attribute: (e, name) => e.getAttribute(name),
  style: (e, name) => getComputedStyle(e).getPropertyValue(name),
};

/** How many there are and can be seen, and one property of each of those seen. Never waits. */
kt.read = (steps, what, argument) => {
  const all = kt.find(steps);
  const seen = all.filter(kt.visible);
  const chosen = what && !seen.length && what.hidden ? all : seen;
  return {
    there: all.length,
    seen: seen.length,
    values: what ? chosen.map((element) => READ[what.read](element, argument)) : [],
    why: all.length ? '' : kt.others(steps),
  };
};

/** The element itself, for the calls that need one. */
kt.element = (steps) => kt.one(steps, true).element || null;
