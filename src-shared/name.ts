import * as z from 'zod/mini';
import { NAME_CHARS_MAX } from './limits.ts';
import { lineProblem, normalLine, withoutUnseen } from './visible-text.ts';

/** Refuses text with a character that cannot be seen, and says which rule it breaks. */
export const visible = z.superRefine<string>((text, context) => {
  const message = lineProblem(text);
  if (message !== null) context.addIssue({ code: 'custom', message });
});

/** A line of text that can be seen, in its normal form; it may be empty unless `minLength` says otherwise. */
// @__NO_SIDE_EFFECTS__
export function visibleLine(charsMax: number, charsMin = 0): z.ZodMiniString<string> {
  return z.string().check(z.overwrite(normalLine), z.minLength(charsMin), z.maxLength(charsMax), visible);
}

/** The name of a person, an agent, a room, a home, a key or a space. */
export const Name = visibleLine(NAME_CHARS_MAX, 1);

/**
 * Cleans a name that a program chose: one line, and short. Invisible characters stay in it, so that Name refuses it: a program that
 * hides characters in its name must get the error.
 */
export function shortLine(text: string): string {
  const line = text.replace(/\p{Cs}/gu, '\uFFFD').replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
  return cutLine(normalLine(line), NAME_CHARS_MAX);
}

/** A short line without anything that Name refuses; empty when nothing is left. */
export function harmlessLine(text: string): string {
  const line = shortLine(withoutUnseen(text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')));
  return lineProblem(line) === null ? line : '';
}

/** Between two characters as people see them, so that no emoji is cut in half. */
export function cutLine(text: string, charsMax: number): string {
  if (text.length <= charsMax) return text;
  let end = 0;
  for (const { segment, index } of new Intl.Segmenter().segment(text.slice(0, 2 * charsMax))) {
    if (index + segment.length > charsMax) break;
    end = index + segment.length;
  }
  return text.slice(0, end).trim();
}
