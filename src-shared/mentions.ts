// Who a text names with @. The same parser decides who is told (gateway) and what is drawn as a chip (app).

export interface Named {
  id: string;
  name: string;
}

export interface Mention {
  /** Offsets into the text, in UTF-16 units; `start` is that of the @. */
  start: number;
  end: number;
  ids: string[];
}

const WORD = /[\p{L}\p{N}\p{M}_]/u;
/** Fenced blocks and inline code, in which an @ names nobody. An unclosed fence runs to the end. */
const CODE =
  /(^|\n)[ \t]{0,3}(`{3,}|~{3,})[^\n]*(?:(?=\n)[\s\S]*?(?:\n[ \t]{0,3}\2[`~]*[ \t]*(?=\n|$)|$)|$)|(?<!`)(`+)(?!`)(?:[\s\S]*?[^`])??\3(?!`)/g;

/**
 * Finds the mentions in a text. The longest name wins, case does not matter, and a name must end where its word ends:
 * "@coder-two" does not name "coder". Several participants of one name are all meant.
 */
export function findMentions(text: string, people: readonly Named[]): Mention[] {
  if (!text.includes('@')) return [];
  const names = byFoldedName(people);
  const found: Mention[] = [];
  const visible = text.replace(CODE, (code) => ' '.repeat(code.length));
  for (let at = visible.indexOf('@'); at !== -1; at = visible.indexOf('@', at + 1)) {
    if (at > 0 && isWordEnd(visible, at)) continue;
    const match = longestName(visible, at + 1, names);
    if (!match) continue;
    found.push({ start: at, end: match.end, ids: match.ids });
    at = match.end - 1;
  }
  return found;
}

/** The ids named in a text, each once, in order. */
export function mentionedIds(text: string, people: readonly Named[]): string[] {
  return [...new Set(findMentions(text, people).flatMap((mention) => mention.ids))];
}

/** Looked up whole, by each length a name of that beginning has: a text of many @ in a home of many people must not cost their product. */
interface Names {
  ids: Map<string, string[]>;
  /** By how names begin, the longest first. */
  lengths: Map<string, number[]>;
  longest: number;
}

function byFoldedName(people: readonly Named[]): Names {
  const ids = new Map<string, string[]>();
  for (const { id, name } of people) {
    const folded = fold(name);
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

function longestName(text: string, from: number, { ids, lengths, longest }: Names): { end: number; ids: string[] } | null {
  // What folding makes of a letter and its accents together is decided within so many units.
  if (!lengths.has(startOf(fold(text.slice(from, from + START_UNITS))))) return null;
  const ahead = fold(text.slice(from, from + longest + START_UNITS));
  for (const length of lengths.get(startOf(ahead)) ?? []) {
    const folded = ahead.slice(0, length);
    const named = ids.get(folded);
    if (!named) continue;
    const end = matchEnd(text, from, folded);
    if (end !== -1 && endsHere(text, end)) return { end, ids: named };
  }
  return null;
}

const START_UNITS = 8;

function startOf(folded: string): string {
  return folded.slice(0, 1);
}

/** Where `folded` ends in the text, or -1. Folding can change a string's length, so lengths are tried around its own. */
function matchEnd(text: string, from: number, folded: string): number {
  const farthest = folded.normalize('NFD').length;
  for (let distance = 0; distance <= farthest; distance += 1) {
    for (const end of [from + folded.length - distance, from + folded.length + distance]) {
      if (end > from && end <= text.length && fold(text.slice(from, end)) === folded) return end;
    }
  }
  return -1;
}

function fold(name: string): string {
  // A sigma is written in two ways, by what follows it.
  return name.normalize('NFC').toLowerCase().replaceAll('ς', 'σ');
}

function isWordEnd(text: string, at: number): boolean {
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
  return WORD.test(before);
}

/** A name ends here unless a word character follows, or a hyphen, dot or @ with one behind it ("@coder-two", "@ada.example"). */
function endsHere(text: string, end: number): boolean {
  const [next = '', afterNext = ''] = [...text.slice(end, end + 4)];
  if (WORD.test(next)) return false;
  return !(/[-.@]/.test(next) && WORD.test(afterNext));
}
