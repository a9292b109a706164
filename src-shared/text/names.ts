// Names behind an @. The longest name wins, case does not matter, and a name ends where its word ends: "@coder-two" does
// not name "coder".
import { characterAt, characterBefore, HANGUL, UNSPACED } from './scripts.ts';

export interface Named {
  id: string;
  name: string;
}

/** Names are looked up whole, by each length that a name of that beginning has: many @ and many names must not cost their product. */
export interface Names {
  ids: Map<string, string[]>;
  /** By how names begin, the longest first. */
  lengths: Map<string, number[]>;
  longest: number;
}

export interface NameFound {
  end: number;
  ids: string[];
}

export function namesOf(people: readonly Named[]): Names {
  const ids = new Map<string, string[]>();
  for (const { id, name } of people) {
    const folded = foldedName(name);
    if (folded === '') continue;
    const same = ids.get(folded);
    if (same) same.push(id);
    else ids.set(folded, [id]);
  }
  const lengths = new Map<string, Set<number>>();
  let longest = 0;
  for (const folded of ids.keys()) {
    longest = Math.max(longest, folded.normalize('NFD').length);
    const alike = lengths.get(startOf(folded));
    if (alike) alike.add(folded.length);
    else lengths.set(startOf(folded), new Set([folded.length]));
  }
  const sorted = [...lengths].map(([start, each]): [string, number[]] => [start, [...each].sort((a, b) => b - a)]);
  return { ids, lengths: new Map(sorted), longest };
}

/** The name that begins here, behind an @. Several participants of one name are all meant. */
export function nameAt(text: string, from: number, { ids, lengths, longest }: Names): NameFound | null {
  // Folding decides about a letter and its accents together, within so many units.
  if (!lengths.has(startOf(foldedName(text.slice(from, from + START_UNITS))))) return null;
  const ahead = foldedName(text.slice(from, from + longest + START_UNITS));
  for (const length of lengths.get(startOf(ahead)) ?? []) {
    const folded = ahead.slice(0, length);
    const named = ids.get(folded);
    if (!named) continue;
    const end = matchEnd(text, from, folded);
    if (end !== -1 && isNameEnd(text, end)) return { end, ids: named };
  }
  return null;
}

const START_UNITS = 8;

function startOf(folded: string): string {
  return folded.slice(0, 1);
}

/** The place where `folded` ends in the text, or -1. Folding can change a string's length, so lengths are tried around its own. */
function matchEnd(text: string, from: number, folded: string): number {
  const farthest = folded.normalize('NFD').length;
  for (let distance = 0; distance <= farthest; distance += 1) {
    for (const end of [from + folded.length - distance, from + folded.length + distance]) {
      if (end > from && end <= text.length && foldedName(text.slice(from, end)) === folded) return end;
    }
  }
  return -1;
}

/** The same for a name in any case, and in any spelling of its letters. */
export function foldedName(name: string): string {
  // A sigma is written in two ways, by what follows it.
  return name.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;
/** A mark or a modifier belongs to the letter before it. */
const GOES_ON = /[\p{M}\p{Lm}]/u;
const LETTER = /\p{L}/u;
const UNSPACED_LETTER = new RegExp(`(?![\\p{P}\\p{S}\\p{Z}])[${UNSPACED}]`, 'u');
const HANGUL_LETTER = new RegExp(`(?=\\p{L})[${HANGUL}]`, 'u');
const HANGUL_RUN = new RegExp(`(?:(?=\\p{L})[${HANGUL}])+`, 'uy');
const HANGUL_RUN_CHARS = 12;
const JOINS = /[-.@]/;

/** Korean forms of address, and the particles that stand behind a name. */
const TITLES = '님|씨|군|양|쌤|샘|형|누나|언니|오빠|선배|선배님|선생님|팀장님|대표님';
const PARTICLES =
  '은|는|이|가|을|를|와|과|의|에|도|만|로|으로|에게|에게서|한테|한테서|께|께서|께서는|랑|이랑|하고|아|야|이야|이여|여|부터|까지|처럼|보다|마다|조차|마저|밖에|뿐|이나|나|요|이요|라고|이라고|입니다|인데|이네';
const PARTICLE_RUN = new RegExp(`^(?:${TITLES})?(?:${PARTICLES}){0,3}$`, 'u');

/** The name after this @, if it may be a mention: not within a word or a mail address. */
export function nameBehind(text: string, at: number, names: Names): NameFound | null {
  return mayCallAfter(characterBefore(text, at)) ? nameAt(text, at + 1, names) : null;
}

function mayCallAfter(before: string): boolean {
  return !WORD.test(before) || UNSPACED_LETTER.test(before) || HANGUL_LETTER.test(before);
}

function isNameEnd(text: string, end: number): boolean {
  const next = characterAt(text, end);
  const last = characterBefore(text, end);
  if (WORD.test(next)) return isBetweenWords(last, next, text, end);
  // "@coder-two", "@ada.example"
  const afterNext = JOINS.test(next) ? characterAt(text, end + 1) : '';
  if (next === '@' && UNSPACED_LETTER.test(last)) return true;
  return !WORD.test(afterNext) || UNSPACED_LETTER.test(afterNext);
}

/** Whether a word ends between two characters that have no space between them. */
function isBetweenWords(last: string, next: string, text: string, end: number): boolean {
  if (GOES_ON.test(next)) return false;
  if (UNSPACED_LETTER.test(next)) return true;
  if (UNSPACED_LETTER.test(last)) return LETTER.test(next);
  if (!HANGUL_LETTER.test(next)) return false;
  return !HANGUL_LETTER.test(last) || isParticle(text, end);
}

function isParticle(text: string, at: number): boolean {
  HANGUL_RUN.lastIndex = 0;
  return PARTICLE_RUN.test(HANGUL_RUN.exec(text.slice(at, at + HANGUL_RUN_CHARS))?.[0] ?? '-');
}
