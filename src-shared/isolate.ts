// Names and other people's words inside a sentence. One that is read from right to left, or that turns the direction of
// reading, would otherwise pull the punctuation and the words around it out of order.

const TURNS =
  /[\p{sc=Hebr}\p{sc=Arab}\p{sc=Syrc}\p{sc=Thaa}\p{sc=Nko}\p{sc=Adlm}\p{sc=Rohg}\p{sc=Mand}\p{sc=Samr}\u061C\u200F\u202A-\u202E\u2066-\u2069]/u;
const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/** The text between marks that keep its direction to itself, where it needs them. */
export function isolated(text: string): string {
  return TURNS.test(text) ? FIRST_STRONG_ISOLATE + text + POP_ISOLATE : text;
}

/** The same catalogue of texts. Its sentences isolate every value that is put into them. */
export function isolating<Texts>(texts: Texts): Texts {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- each text stays at its key, and each function a function
  return wrapped(texts) as Texts;
}

function wrapped(value: unknown): unknown {
  if (typeof value === 'function') {
    return (...slots: unknown[]): unknown => Reflect.apply(value, undefined, slots.map(isolatedSlot));
  }
  if (Array.isArray(value) || typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, wrapped(each)]));
}

function isolatedSlot(slot: unknown): unknown {
  return typeof slot === 'string' ? isolated(slot) : slot;
}
