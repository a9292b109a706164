// The letter and colour somebody is drawn with: the same everywhere and for ever, because both come from the id and the name.
import { locale } from '../words/words.ts';

/** Written out, so that Tailwind finds the classes. */
const GROUNDS = [
  'bg-avatar-1',
  'bg-avatar-2',
  'bg-avatar-3',
  'bg-avatar-4',
  'bg-avatar-5',
  'bg-avatar-6',
  'bg-avatar-7',
  'bg-avatar-8',
  'bg-avatar-9',
  'bg-avatar-10',
] as const;

export function avatarGround(id: string): string {
  let hash = 2_166_136_261;
  for (let at = 0; at < id.length; at += 1) hash = Math.imul(hash ^ id.charCodeAt(at), 16_777_619);
  // FNV's low bits alone are uneven for ids that differ in their last letters.
  const mixed = (hash ^ (hash >>> 15)) >>> 0;
  return GROUNDS[mixed % GROUNDS.length] ?? GROUNDS[0];
}

/** The first letter of a name as people see letters: an emoji or a letter with marks is one. */
export function initialOf(name: string): string {
  const letters = new Intl.Segmenter(locale, { granularity: 'grapheme' }).segment(name.trim());
  const first = [...letters].find(({ segment }) => /[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(segment));
  return first?.segment.toLocaleUpperCase(locale) ?? '?';
}
