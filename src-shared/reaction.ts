// The reactions that a message can have, and the one form in which each is kept and counted.
import { EMOJI_CHARS_MAX } from './limits.ts';
import { lineProblem, normalLine } from './visible-text.ts';

/** Emoji that some systems draw as text unless a selector follows. */
const NEEDS_SELECTOR = /(?!\p{Emoji_Presentation})(?=\p{Emoji})\p{Extended_Pictographic}(?!\p{Emoji_Modifier})/gu;
const KEYCAP = /([0-9#*])\u20E3/gu;

/** ❤ and ❤️ are one reaction, and so are é in one character and in two. Skin tones stay apart. */
export function normalReaction(text: string): string {
  return normalLine(text)
    .replace(/[\uFE0E\uFE0F]/gu, '')
    .replace(NEEDS_SELECTOR, '$&\uFE0F')
    .replace(KEYCAP, '$1\uFE0F\u20E3');
}

/** One emoji, or one other character that can be seen. */
export function isReaction(text: string): boolean {
  if (text === '' || text.length > EMOJI_CHARS_MAX || lineProblem(text) !== null) return false;
  return [...new Intl.Segmenter().segment(text)].length === 1;
}
