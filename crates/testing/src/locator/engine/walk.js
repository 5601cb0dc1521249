// Walking a page: through open shadow roots and frames of the same origin.

const SILENT = new Set(['SCRIPT', 'STYLE', 'NOSCRIPT', 'TEMPLATE', 'HEAD', 'TITLE']);

/** Every root below `root` (itself first) that has its own tree: open shadow roots, nested ones too. */
kt.roots = (root) => {
  const roots = [root];
  for (let i = 0; i < roots.length; i += 1) {
    if (roots[i].shadowRoot) roots.push(roots[i].shadowRoot);
    for (const element of roots[i].querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
    }
  }
  return roots;
};

/** Elements below `root` that a CSS selector fits, shadow roots included, in the order of the document. */
kt.css = (root, selector) => kt.roots(root).flatMap((each) => [...each.querySelectorAll(selector)]);

/** Children as a person sees them: slots and shadow roots stand in the place of what they hold. */
kt.children = (node) => {
  if (node.shadowRoot) return [...node.shadowRoot.childNodes];
  if (node.tagName === 'SLOT' && node.assignedNodes().length) return node.assignedNodes();
  return [...node.childNodes];
};

/** The document inside a frame element; `null` when it is of another origin or not there yet. */
kt.inside = (frame) => {
  try {
    return frame.contentDocument;
  } catch {
    return null;
  }
};

/** Whether `inner` is `outer` or below it, shadow roots included. */
kt.within = (outer, inner) => {
  for (let node = inner; node; node = node.parentNode || node.host) {
    if (node === outer) return true;
  }
  return false;
};

/** One space for every run of white space, none at the ends. */
kt.plain = (text) => (text || '').replace(/[\s\u00a0\u200b]+/g, ' ').trim();

/** Texts read since the last search began: every element is asked for its text by each of its ancestors. */
let heard = new Map();
kt.forget = () => {
  heard = new Map();
};

/** The text below a node, without scripts and styles. `skip` is left out: a control inside its own label. */
kt.words = (node, skip) => {
  if (skip) return read(node, skip);
  if (!heard.has(node)) heard.set(node, read(node));
  return heard.get(node);
};

function read(node, skip) {
  if (node === skip) return '';
  if (node.nodeType === 3) return node.data;
  if (node.nodeType !== 1 && node.nodeType !== 11) return '';
  if (SILENT.has(node.tagName)) return '';
  const text = kt.children(node).map((child) => kt.words(child, skip)).join('');
  if (node.nodeType !== 1) return text;
  if (node.tagName === 'BR') return ' ';
  if (node.tagName === 'IMG') return ` ${node.alt || ''} `;
  if (node.tagName === 'INPUT' && ['button', 'submit', 'reset'].includes(node.type)) return ` ${node.value} `;
  // Blocks are set apart on the page, so they are in the text.
  return /^(inline|contents)/.test(getComputedStyle(node).display) ? text : ` ${text} `;
}
