// A long text that is pasted is often meant as a file: it goes into the field as always, and the way out is offered.

const LONG_CHARS = 4_000;
const LONG_LINES = 60;

/** How many lines, when the text is long; else null. */
export function longPaste(text: string): number | null {
  const lines = text.split('\n').length;
  return text.length > LONG_CHARS || lines > LONG_LINES ? lines : null;
}

/** The field without what was pasted, wherever it was moved to meanwhile; null when it was changed since. */
export function withoutPaste(field: string, pasted: string): string | null {
  const at = field.indexOf(pasted);
  return at === -1 ? null : field.slice(0, at) + field.slice(at + pasted.length);
}
