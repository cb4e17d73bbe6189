/**
 * Lets CodeMirror and xterm style themselves under a content policy without inline styles.
 *
 * Both fill <style> elements that they create themselves, and the policy blocks those. A constructed style sheet is
 * allowed, so a page that shows them is given, in place of each such element, a stand-in that passes its text on to
 * one. Constructed sheets come after the page's own; a cascade layer puts the page's rules back on top.
 */
function standIn(document: Document): HTMLElement {
  const element = document.createElement('span');
  element.hidden = true;
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);
  Object.defineProperty(element, 'textContent', {
    get: () => '',
    set(text: string) {
      sheet.replaceSync(`@layer vendor {${text}}`);
    },
  });
  Object.defineProperty(element, 'remove', {
    value: () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
      Element.prototype.remove.call(element);
    },
  });
  return element;
}

/** Call once, before the first editor or terminal is made. */
export function adoptVendorStyles(): void {
  const create = document.createElement.bind(document);
  const replacement = (tag: string, options?: ElementCreationOptions): HTMLElement =>
    tag === 'style' ? standIn(document) : create(tag, options);
  Object.defineProperty(document, 'createElement', {
    value: replacement,
    configurable: true,
    writable: true,
  });
}
