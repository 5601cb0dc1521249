// What can be seen and hit.

/** An element's box in the window's coordinates, frames included. */
kt.box = (element) => {
  const { left, top, width, height } = element.getBoundingClientRect();
  const box = { x: left, y: top, width, height };
  let frame = element.ownerDocument.defaultView && element.ownerDocument.defaultView.frameElement;
  while (frame) {
    const around = frame.getBoundingClientRect();
    box.x += around.left + frame.clientLeft;
    box.y += around.top + frame.clientTop;
    frame = frame.ownerDocument.defaultView.frameElement;
  }
  return box;
};

/** Seen by a person: drawn, not hidden, with an area. An element of `display: contents` is as visible as its content. */
kt.visible = (element) => {
  if (!element.isConnected) return false;
  if (getComputedStyle(element).display === 'contents') {
    return kt.children(element).some((child) => (child.nodeType === 1 ? kt.visible(child) : kt.plain(child.data)));
  }
  if (!element.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })) return false;
  const { width, height } = element.getBoundingClientRect();
  if (width > 0 && height > 0) return true;
  // A box of no size whose content overflows it, such as a parent of floats.
  return kt.children(element).some((child) => child.nodeType === 1 && kt.visible(child));
};

/** Not disabled by itself, by a fieldset, or by a word to assistive software; the host marks its buttons by class. */
kt.enabled = (element) => !element.matches(':disabled') && !element.closest('[aria-disabled="true"]')
  && !element.classList.contains('button-input-disabled');

/** What is drawn on top at a point, shadow roots included. */
kt.top = (root, x, y) => {
  let found = root.elementFromPoint(x, y);
  while (found && found.shadowRoot) {
    const deeper = found.shadowRoot.elementFromPoint(x, y);
    if (!deeper || deeper === found) break;
    found = deeper;
  }
  return found;
};

/** An element in a few words, for messages. */
kt.describe = (element) => {
  if (!element || element.nodeType !== 1) return 'nothing';
  const id = element.id ? `#${element.id}` : '';
  const classes = [...element.classList].slice(0, 3).map((name) => `.${name}`).join('');
  const text = kt.names(element)[0] || kt.plain(kt.words(element));
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return `<${element.tagName.toLowerCase()}${id}${classes}>${short ? ` "${short}"` : ''}`;
};
