// What a person would call an element: its role and its name.

const TEXT_TYPES = /^(text|search|email|tel|url|password|number|date|time|datetime-local|month|week|)$/;
const BUTTON_TYPES = /^(button|submit|reset|image)$/;
const NAMED_BY_CONTENT = new Set([
  'button', 'link', 'tab', 'option', 'menuitem', 'heading', 'cell', 'columnheader', 'row', 'listitem', 'checkbox',
  'radio', 'switch', 'treeitem', 'status', 'alert',
]);
const BY_TAG = {
  A: (e) => (e.hasAttribute('href') ? 'link' : ''), BUTTON: 'button', SUMMARY: 'button', TEXTAREA: 'textbox',
  SELECT: (e) => (e.multiple ? 'listbox' : 'combobox'), OPTION: 'option', H1: 'heading', H2: 'heading', H3: 'heading',
  H4: 'heading', H5: 'heading', H6: 'heading', IMG: 'img', UL: 'list', OL: 'list', LI: 'listitem', ARTICLE: 'article', TABLE: 'table',
  TR: 'row', TD: 'cell', TH: 'columnheader', DIALOG: 'dialog', NAV: 'navigation', MAIN: 'main', ASIDE: 'complementary',
  FORM: 'form', SECTION: 'region', FIELDSET: 'group', PROGRESS: 'progressbar', OUTPUT: 'status', INPUT: (e) => inputRole(e),
};

function inputRole(element) {
  if (BUTTON_TYPES.test(element.type)) return 'button';
  if (element.type === 'checkbox' || element.type === 'radio') return element.type;
  if (element.type === 'range') return 'slider';
  if (element.type === 'number') return 'spinbutton';
  if (element.type === 'search') return 'searchbox';
  return TEXT_TYPES.test(element.type) ? 'textbox' : '';
}

/** The role an element has: said outright, or by its tag; the host's own button class counts as a button. */
kt.role = (element) => {
  const said = (element.getAttribute('role') || '').trim().split(/\s+/)[0];
  if (said) return said;
  const known = BY_TAG[element.tagName];
  const role = typeof known === 'function' ? known(element) : known;
  if (role) return role;
  if (element.isContentEditable && !(element.parentElement && element.parentElement.isContentEditable)) return 'textbox';
  return element.classList.contains('button-input') ? 'button' : '';
};

/** Everything that holds a value: what `field` looks among. */
kt.isField = (element) => {
  if (element.tagName === 'INPUT') return element.type !== 'hidden' && !BUTTON_TYPES.test(element.type);
  return /^(textbox|searchbox|combobox|listbox|checkbox|radio|switch|spinbutton|slider)$/.test(kt.role(element));
};

/** A label as read: without the mark of a required field or a closing colon. */
const label = (text) => kt.plain(text).replace(/\s*[*:]+$/, '');

const byIds = (element, attribute) => (element.getAttribute(attribute) || '').split(/\s+/)
  .map((id) => id && element.getRootNode().getElementById(id)).filter(Boolean);

/** The names an element answers to, the one that counts first. A field answers to its placeholder too. */
kt.names = (element) => {
  const names = [
    byIds(element, 'aria-labelledby').map((other) => label(kt.words(other))).join(' '),
    kt.plain(element.getAttribute('aria-label')),
    ...[...(element.labels || [])].map((each) => label(kt.words(each, element))),
  ];
  if (element.tagName === 'INPUT' && BUTTON_TYPES.test(element.type)) names.push(kt.plain(element.value || element.alt));
  if (element.tagName === 'IMG') names.push(kt.plain(element.alt));
  if (element.tagName === 'FIELDSET') names.push(label(element.querySelector('legend')?.textContent));
  if (!/^(INPUT|TEXTAREA|SELECT)$/.test(element.tagName) && NAMED_BY_CONTENT.has(kt.role(element))) {
    names.push(kt.plain(kt.words(element)));
  }
  if (/^(dialog|region|form|complementary)$/.test(kt.role(element))) {
    const heading = element.querySelector('h1,h2,h3,[role=heading]');
    if (heading) names.push(kt.plain(kt.words(heading)));
  }
  names.push(kt.plain(element.getAttribute('title')), kt.plain(element.getAttribute('placeholder')));
  return names.filter(Boolean);
};

/** Whether a text is the wanted one: `{ is }` the whole of it, `{ has }` a part of it in any case. */
kt.fits = (wanted, text) => {
  const plain = kt.plain(text);
  return 'is' in wanted ? plain === kt.plain(wanted.is) : plain.toLowerCase().includes(kt.plain(wanted.has).toLowerCase());
};
