// Mentions in a text. The text is parsed as the app draws it, so the gateway notifies exactly those whose names become chips.
import { nameBehind, namesOf, type Named } from './text/names.ts';
import { readText } from './text/read.ts';
import { mentionsIn } from './text/mentions-in.ts';

export type { Named } from './text/names.ts';

export interface Mention {
  /** Offsets into the text, in UTF-16 units; `start` is that of the @. */
  start: number;
  end: number;
  ids: readonly string[];
}

/**
 * Finds the mentions in a text, as the app draws them: in code, in addresses and behind a backslash an @ is no mention.
 * The longest name wins. Several participants of one name are all meant.
 */
export function findMentions(text: string, people: readonly Named[]): Mention[] {
  // This runs for every message, and most of them mention no one: those need not be parsed.
  if (people.length === 0 || !text.includes('@') || !hasName(text, people)) return [];
  return mentionsIn(readText(text, people)).map(({ start, end, ids }) => ({ start, end, ids }));
}

/** The ids named in a text, each once, in order. */
export function mentionedIds(text: string, people: readonly Named[]): string[] {
  return [...new Set(findMentions(text, people).flatMap((mention) => mention.ids))];
}

/** Whether a name follows any @, even in code or in an address. */
function hasName(text: string, people: readonly Named[]): boolean {
  const names = namesOf(people);
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (nameBehind(text, at, names)) return true;
  }
  return false;
}
