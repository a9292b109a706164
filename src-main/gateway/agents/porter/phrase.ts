// A phrase: a pattern for a whole text, and the errand that it means.
import type { Errand } from './errand.ts';

export interface Phrase {
  pattern: RegExp;
  /** Null: the words fit the pattern, and mean something else. */
  errand(groups: Readonly<Record<string, string | undefined>>, text: string): Errand | null;
}

export const phrase = (words: string): RegExp => new RegExp(`^(?:${words})$`, 'i');
