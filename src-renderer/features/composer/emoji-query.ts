// Whether the name of an emoji is being typed, as in :smi, and what a whole one like :tada: stands for.
import type { Emoji } from '../emoji/emoji-data.ts';
import type { Typed } from './use-suggestions.ts';

const QUERY_CHARS_MAX = 32;
const TYPED = /(?:^|[\s(])(:([a-z0-9_+-]{2,}))$/i;
const WHOLE = /(?:^|[\s(])(:([a-z0-9_+-]+):)$/i;

/** From the second character on; a time like 9:15 and an address are none. */
export function emojiQuery(text: string, caret: number): Typed | null {
  const found = TYPED.exec(text.slice(Math.max(0, caret - QUERY_CHARS_MAX), caret));
  return found ? { start: caret - (found[1]?.length ?? 0), text: found[2] ?? '' } : null;
}

/** The text with the emoji that was just ended with a colon; null when there is none. */
export function withWholeEmoji(text: string, caret: number, all: readonly Emoji[]): { text: string; caret: number } | null {
  const found = WHOLE.exec(text.slice(Math.max(0, caret - QUERY_CHARS_MAX), caret));
  const char = found && all.find(({ code }) => code === found[2]?.toLowerCase())?.char;
  if (!found || !char) return null;
  const start = caret - (found[1]?.length ?? 0);
  return { text: text.slice(0, start) + char + text.slice(caret), caret: start + char.length };
}
