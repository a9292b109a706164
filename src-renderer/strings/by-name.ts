import { locale } from './strings.ts';

let collator = { of: '', compare: (a: string, b: string): number => Number(a > b) - Number(a < b) };

/** For lists: in the order of the reader's language, and "room 9" before "room 10". */
export function byName(a: { name: string }, b: { name: string }): number {
  // A collator is made once: to compare without one takes ten times as long.
  if (collator.of !== locale) collator = { of: locale, compare: new Intl.Collator(locale, { numeric: true }).compare };
  return collator.compare(a.name, b.name);
}
