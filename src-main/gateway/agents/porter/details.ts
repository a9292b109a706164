// The details of an invite in words: rooms, role, time, and how often it can be used.
import type { InviteRole } from '../../../../src-shared/objects.ts';
import type { Details, RoomNames } from './errand.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const UNITS: readonly [RegExp, number][] = [
  [/^(?:m|min|mins|minutes?)$/i, 60_000],
  [/^(?:h|hrs?|hours?)$/i, HOUR_MS],
  [/^(?:d|days?)$/i, DAY_MS],
  [/^(?:w|weeks?)$/i, 7 * DAY_MS],
  [/^months?$/i, 30 * DAY_MS],
  [/^(?:y|years?)$/i, 365 * DAY_MS],
];
const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve'];
const COUNT = String.raw`\d{1,6}|an?|${NUMBERS.join('|')}`;
const TIME = String.raw`(?:an? |one )?(?:(?:${COUNT}) ?)?(?:more )?[a-z]+`;

/** A length of time, such as "3 days", "a week" or "12h". Null: it is none. */
export function lengthOf(words: string): number | null {
  const [, count = '', unit = ''] = new RegExp(`^(${COUNT})? ?(?:more )?([a-z]+)$`, 'i').exec(words.trim()) ?? [];
  const ms = UNITS.find(([name]) => name.test(unit))?.[1];
  if (count === '' || ms === undefined) return null;
  return numberOf(count) * ms;
}

function numberOf(count: string): number {
  if (/^\d+$/.test(count)) return Number(count);
  return /^an?$/i.test(count) ? 1 : NUMBERS.indexOf(count.toLowerCase());
}

export function roleOf(word: string): InviteRole | null {
  const [, role = ''] = /^(?:an? |the )?(guest|member|admin)(?:istrator)?s?$/i.exec(word.trim()) ?? [];
  switch (role.toLowerCase()) {
    case 'guest':
      return 'guest';
    case 'member':
      return 'member';
    case 'admin':
      return 'admin';
    default:
      return null;
  }
}

const EVERY_ROOM = /^(?:everywhere|everything|(?:all|every|any)(?: the)?(?: public)? rooms?|the whole (?:home|server))$/i;

/** A list of rooms: "#garden, kitchen and the attic". */
export function roomsOf(words: string): RoomNames {
  const text = words
    .trim()
    .replace(/^only /i, '')
    .replace(/ only$/i, '');
  if (EVERY_ROOM.test(text)) return null;
  const names = text.replace(/^(?:the )?rooms? /i, '').split(/,? and |, ?| ?& ?| or /i);
  return names.map(roomName).filter((name) => name !== '');
}

function roomName(words: string): string {
  return words
    .trim()
    .replace(/^(?:the )?(?:rooms? )?(?:the )?#?/i, '')
    .replace(/ room$/i, '')
    .replace(/^["'“‘](.+)["'”’]$/, '$1');
}

/** A clause at the end of an invite. Undefined: it is another clause. Null: it cannot be understood. */
type Clause = { pattern: RegExp; read(words: string): Details | null };

const JOINED = String.raw`(?:,| and| but)*`;
const clause = (words: string): RegExp => new RegExp(`${JOINED} (?:${words})$`, 'i');

const CLAUSES: readonly Clause[] = [
  { pattern: clause(String.raw`(?:as|with the role(?: of)?|in the role of) ((?:an? )?[a-z]+)`), read: (words) => roleDetails(words) },
  {
    pattern: clause(
      String.raw`(?:for |with |works? |usable )?(?:up to |at most |a )?(${COUNT}|once|twice|single)[ -](?:times?|uses?|people|persons?|friends|guests)(?: only)?`,
    ),
    read: (words) => usesDetails(words),
  },
  { pattern: clause(String.raw`(?:works? |usable |only )*(once|twice)(?: only)?`), read: (words) => usesDetails(words) },
  {
    pattern: clause(
      String.raw`(?:(?:which |that )?(?:is )?(?:valid|good|lasts?|lasting|works?|open)(?: only)? for|(?:that |which )?expir(?:es|ing) (?:in|after)|valid|for) (${TIME})`,
    ),
    read: (words) => timeDetails(words),
  },
  { pattern: clause(String.raw`for ((?:half|about|around|some|several|(?:a )?few|a couple|another) .+)`), read: () => null },
  // No date is understood: it would need a time zone and a calendar.
  { pattern: clause(String.raw`(?:until|till|by|before) ([^#]+)`), read: () => null },
];

function roleDetails(words: string): Details | null {
  const role = roleOf(words);
  return role === null ? null : { role };
}

function usesDetails(words: string): Details {
  const word = words.toLowerCase();
  const max_uses = word === 'once' || word === 'single' ? 1 : word === 'twice' ? 2 : numberOf(word);
  return { max_uses };
}

function timeDetails(words: string): Details | null {
  const lifetime_ms = lengthOf(words);
  return lifetime_ms === null ? null : { lifetime_ms };
}

const ROOMS = /^(.*?)(?:,| and)? (?:only )?(?:(?:into|to|in) |for (?=(?:only )?(?:the )?rooms? |#))(?:only )?(\S.*)$/i;
const QUOTED = /^(?:["“](?<double>[^"”]+)["”]|['‘](?<single>[^'’]+)['’])(?<rest>(?: .*)?)$/;

/** A name with details behind it. Null: a detail cannot be understood, or is said twice. */
export function namedWithDetails(words: string): { name: string; details: Details } | null {
  const { double, single, rest = '' } = QUOTED.exec(words)?.groups ?? {};
  const quoted = double ?? single;
  const found = detailsIn(quoted === undefined ? words : rest);
  if (!found) return null;
  if (quoted === undefined) return { name: found.before, details: found.details };
  return found.before === '' ? { name: quoted, details: found.details } : null;
}

/** The details at the end of a text, and the text before them. */
export function detailsIn(words: string): { before: string; details: Details } | null {
  let before = ` ${words.trim()}`;
  let details: Details = {};
  for (;;) {
    const cut = cutClause(before) ?? cutRooms(before, details);
    if (!cut) break;
    if (!cut.details || Object.keys(cut.details).some((name) => Object.hasOwn(details, name))) return null;
    details = { ...details, ...cut.details };
    before = cut.before;
  }
  return { before: before.trim(), details };
}

interface Cut {
  before: string;
  details: Details | null;
}

function cutClause(text: string): Cut | null {
  for (const { pattern, read } of CLAUSES) {
    const match = pattern.exec(text);
    if (match) return { before: text.slice(0, match.index), details: read(match[1] ?? '') };
  }
  return null;
}

function cutRooms(text: string, { rooms }: Details): Cut | null {
  if (rooms !== undefined) return null;
  const [, before = '', list = ''] = ROOMS.exec(text) ?? [];
  if (list === '') return null;
  return { before, details: { rooms: roomsOf(list) } };
}
