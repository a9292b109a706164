// Parses the page title of another home, and derives the name of that home. The title is untrusted text.
import { UNREAD_MAX } from '../../../src-shared/limits.ts';
import { NAME_CHARS_MAX } from './home-list.ts';

export interface TitleWords {
  unread: number;
  /** Null when the page has not said it, which is so before a sign-in. */
  name: string | null;
}

/** As src-renderer/sync/title.ts writes it: "(3) lobby · Maya's Lanai". */
const COUNTED = /^\(([1-9][0-9]{0,3})\+?\) /;
const SEPARATOR = ' · ';
const NOT_SIGNED_IN = 'Lanai';
const TITLE_CHARS_MAX = 1_000;

export function readTitle(title: string): TitleWords {
  const bounded = title.slice(0, TITLE_CHARS_MAX);
  const counted = COUNTED.exec(bounded);
  const words = counted ? bounded.slice(counted[0].length) : bounded;
  const name = cleanName(words.slice(words.lastIndexOf(SEPARATOR) + 1).replace(/^· /, ''));
  return {
    unread: counted ? Math.min(Number(counted[1]), UNREAD_MAX) : 0,
    name: name === '' || (name === NOT_SIGNED_IN && !words.includes(SEPARATOR)) ? null : name,
  };
}

/** One line without control characters and without marks that turn the direction of reading. */
export function cleanName(text: string): string {
  return [
    ...text
      .replace(/[\p{C}\p{Zl}\p{Zp}]/gu, ' ')
      .replace(/\s+/g, ' ')
      .trim(),
  ]
    .slice(0, NAME_CHARS_MAX)
    .join('')
    .slice(0, NAME_CHARS_MAX)
    .trim();
}

/** The first letter or sign of the name. */
export function letterOf(name: string): string {
  const first = /[\p{L}\p{N}]/u.exec(name)?.[0] ?? [...name][0] ?? '?';
  return first.toLocaleUpperCase();
}

/** Stays with the home, and differs from its neighbours' in most cases. */
export function hueOf(id: string): number {
  return Number.parseInt(id.slice(0, 6), 16) % 360;
}

export function badgeOf(count: number): string {
  if (count === 0) return '';
  return count > 99 ? '99+' : String(count);
}

export function unreadWords(count: number): string {
  const counted = count >= UNREAD_MAX ? `${UNREAD_MAX - 1}+` : String(count);
  return `${counted} unread ${count === 1 ? 'message' : 'messages'}`;
}
