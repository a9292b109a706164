// The letter and colour of a participant: the same everywhere.
import { locale } from '../../strings/strings.ts';

import { hueOf } from '../../../src-shared/hue.ts';
import type { Hue } from '../../../src-shared/profile.ts';

/** Written out, so that Tailwind finds the classes. */
const GROUNDS: Record<Hue, string> = {
  teal: 'bg-avatar-1',
  rust: 'bg-avatar-2',
  plum: 'bg-avatar-3',
  violet: 'bg-avatar-4',
  blue: 'bg-avatar-5',
  gold: 'bg-avatar-6',
  green: 'bg-avatar-7',
  rose: 'bg-avatar-8',
  slate: 'bg-avatar-9',
  brown: 'bg-avatar-10',
};

/** The participant's colour, or the one that follows from the id. */
export function avatarGround(id: string, color: Hue | null = null): string {
  return GROUNDS[color ?? hueOf(id)];
}

/** The first letter of a name as people see letters: an emoji or a letter with marks is one. */
export function initialOf(name: string): string {
  const key = `${locale} ${name}`;
  const known = initials.get(key);
  if (known !== undefined) return known;
  const initial = findInitial(name);
  initials.set(key, initial);
  return initial;
}

/** Cached, since splitting into letters takes most of the time, and there are few names. */
const initials = new Map<string, string>();

function findInitial(name: string): string {
  const letters = new Intl.Segmenter(locale, { granularity: 'grapheme' }).segment(name.trim());
  const first = [...letters].find(({ segment }) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment));
  return first?.segment.toLocaleUpperCase(locale) ?? '?';
}
