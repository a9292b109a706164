// Every emoji with its names, fetched when a picker or a completion first needs them.
/** The used fields of a row of the data. */
interface Row {
  unicode: string;
  label: string;
  hexcode: string;
  tags?: string[];
  skins?: { unicode: string }[];
  group?: number;
}
type Shortcodes = Readonly<Record<string, string | string[]>>;

export interface Emoji {
  char: string;
  /** Its name, and its short name between colons. */
  label: string;
  code: string;
  /** All that it is found by, in small letters. */
  words: readonly string[];
  group: number;
  /** Light to dark; empty where skin has no part in it. */
  tones: readonly string[];
}

/** Parts of emoji that are none by themselves. */
const COMPONENTS = 2;

export async function loadEmoji(): Promise<readonly Emoji[]> {
  const [{ default: data }, { default: shortcodes }] = await Promise.all([
    import('emojibase-data/en/compact.json'),
    import('emojibase-data/en/shortcodes/github.json'),
  ]);
  return emojiOf(data, shortcodes);
}

export function emojiOf(data: readonly Row[], shortcodes: Shortcodes): Emoji[] {
  return data.flatMap(({ unicode, label, hexcode, tags = [], skins = [], group }) => {
    if (group === undefined || group === COMPONENTS) return [];
    const codes = [shortcodes[hexcode] ?? []].flat();
    const code = codes[0] ?? label.toLowerCase().replace(/[^a-z0-9]+/g, '_');
    const words = [...codes, ...label.toLowerCase().split(/[^\p{L}\p{N}]+/u), ...tags.map((tag) => tag.toLowerCase())];
    // With several people there are more than five; those of one colour for all come first in each.
    const tones = [1, 2, 3, 4, 5].flatMap((tone) => skins.find((skin) => skin.unicode.includes(SKIN_TONES[tone - 1] ?? ''))?.unicode ?? []);
    return [{ char: plain(unicode), label, code, words: [...new Set(words)].filter((word) => word !== ''), group, tones }];
  });
}

/** Without the variation selector where it changes nothing: otherwise a thumb would be two different reactions. */
function plain(unicode: string): string {
  return unicode.replace(/(\p{Emoji_Presentation})\uFE0F/gu, '$1');
}

const SKIN_TONES = ['🏻', '🏼', '🏽', '🏾', '🏿'] as const;

/** 0 is the yellow one. */
export function inTone(emoji: Emoji, tone: number): string {
  return emoji.tones[tone - 1] ?? emoji.char;
}

/** The best fitting first: the name between colons, then the start of a word, then anywhere. */
export function searchEmoji(all: readonly Emoji[], query: string, limit: number): Emoji[] {
  const wanted = query.trim().toLowerCase();
  if (wanted === '') return all.slice(0, limit);
  return all
    .map((emoji, order) => ({ emoji, order, score: scoreOf(emoji, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, limit)
    .map(({ emoji }) => emoji);
}

function scoreOf({ code, label, words }: Emoji, wanted: string): number {
  if (code === wanted) return 5;
  if (code.startsWith(wanted)) return 4;
  if (words.some((word) => word.startsWith(wanted))) return 3;
  return label.toLowerCase().includes(wanted) || words.some((word) => word.includes(wanted)) ? 1 : 0;
}
