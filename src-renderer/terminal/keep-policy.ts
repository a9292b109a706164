// The terminal's library writes style elements and style attributes, which the content security policy forbids. This gives the elements the
// nonce of the page, and sets the attributes as properties, which the policy allows.

/** Call it before the library draws anything. */
export function keepPolicy(page: Document, nonce: string): void {
  const create = page.createElement.bind(page);
  page.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = nonce;
    const setAttribute = element.setAttribute.bind(element);
    element.setAttribute = (attribute, value) => {
      if (attribute === 'style') element.style.cssText = value;
      else setAttribute(attribute, value);
    };
    return element;
  };
}
