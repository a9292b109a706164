import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { folded } from '../../lib/fuzzy.ts';

export interface FoundByName<T> {
  /** All that have this name. */
  items: T[];
  /** The text behind the name. */
  rest: string;
}

/** The items whose name begins the text. The longest name wins; case and accents do not matter. */
export function findNamed<T>(text: string, items: readonly T[], nameOf: (item: T) => string): FoundByName<T> | null {
  const names = items.map((item) => folded(nameOf(item)));
  const ends = [...text.slice(0, NAME_CHARS_MAX + 1).matchAll(/[\s,:]+|$/gu)].reverse();
  for (const { index, 0: gap } of ends) {
    const name = folded(text.slice(0, index));
    const found = name === '' ? [] : items.filter((_item, at) => names[at] === name);
    if (found.length > 0) return { items: found, rest: text.slice(index + gap.length) };
  }
  return null;
}
