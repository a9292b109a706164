// Profiles of people and agents: a colour or a picture, a status, a time zone.
import * as z from 'zod/mini';
import { EMOJI_CHARS_MAX, STATUS_CHARS_MAX } from './limits.ts';
import { visibleLine } from './name.ts';
import { withoutUnseen } from './visible-text.ts';

/** Names of the ten grounds that avatars have in both themes; each keeps white letters readable. */
export const Hue = z.enum(['teal', 'rust', 'plum', 'violet', 'blue', 'gold', 'green', 'rose', 'slate', 'brown']);
export type Hue = z.infer<typeof Hue>;

/** One emoji, in all the parts it may have: joiners, skin tones, variants, flags. */
const EMOJI = /^(?=.*[\p{Extended_Pictographic}\p{Regional_Indicator}\u20E3])[\p{Emoji}\p{Emoji_Component}]+$/u;
const ZONE_CHARS_MAX = 64;
const ZONE = /^[A-Za-z][A-Za-z0-9_+/-]*$/;

const line = visibleLine(STATUS_CHARS_MAX);

export const Status = z.object({
  /** May be empty when there is an emoji. */
  text: z.string(),
  emoji: z.nullable(z.string()),
  /** The time at which it ends automatically. An ended status is not shown. It may still be in the server's replies. */
  until: z.nullable(z.number()),
});
export type Status = z.infer<typeof Status>;

export const NewStatus = z
  .object({
    text: z._default(line, ''),
    emoji: z._default(z.nullable(z.string().check(z.maxLength(EMOJI_CHARS_MAX), z.regex(EMOJI, 'An emoji'))), null),
    until: z._default(z.nullable(z.int().check(z.nonnegative())), null),
  })
  .check(z.refine(({ text, emoji }) => text !== '' || emoji !== null, 'A status has a text or an emoji'));

/** The owner's description of an agent. */
export const AgentDescription = line;

/** An IANA name, such as Pacific/Honolulu. */
export const TimeZone = z.string().check(z.maxLength(ZONE_CHARS_MAX), z.regex(ZONE), z.refine(isTimeZone, 'No such time zone'));

export function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

/** The current status of a participant. */
export function statusNow(status: Status | null, now: number): Status | null {
  return status && (status.until === null || status.until > now) ? status : null;
}

/** Typed or pasted text as a status. */
export function asStatusText(typed: string): string {
  const safe = withoutUnseen(typed.replace(/\s+/gu, ' '));
  let kept = '';
  for (const char of safe) {
    if (kept.length + char.length > STATUS_CHARS_MAX) break;
    kept += char;
  }
  return kept;
}

/** The address of a profile picture. Another picture has another address, so it may be cached for long. */
export function picturePath({ id, picture }: { id: string; picture: string }): string {
  return `/api/people/${encodeURIComponent(id)}/picture/${picture}`;
}

export const OWN_PICTURE_PATH = '/api/profile/picture';
