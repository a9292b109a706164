/** Markup that is known to be safe: only `html` makes it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Escapes every value that is not Html itself. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html)[]): Html {
  const rendered = values.map((value) => (value instanceof Html ? value.markup : escapeHtml(value)));
  return new Html(parts.map((part, index) => part + (rendered[index] ?? '')).join(''));
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
