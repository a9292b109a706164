// The width of a text in columns of a terminal.

/** Marks that are written over the letter before them, and invisible characters. */
const NO_WIDTH = /^(?:\p{M}|\p{Cf}|[\u115F-\u11FF])/u;
/** East Asian letters and signs (Unicode's East Asian Width: W and F). */
const WIDE =
  /^[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uA960-\uA97F\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF01-\uFF60\uFFE0-\uFFE6\u{16FE0}-\u{18DFF}\u{1B000}-\u{1B2FF}\u{1F200}-\u{1F2FF}\u{20000}-\u{3FFFD}]/u;
const EMOJI = /^(?:\p{Emoji_Presentation}|\p{Emoji}\uFE0F|\p{Regional_Indicator}{2}|[#*0-9]\uFE0F?\u20E3)/u;

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** Characters as a reader counts them. */
export function charactersOf(text: string): string[] {
  return Array.from(graphemes.segment(text), ({ segment }) => segment);
}

export function widthOf(text: string): number {
  return charactersOf(text).reduce((sum, character) => sum + widthOfOne(character), 0);
}

/** The start of a text, as much of it as fits. */
export function startOf(text: string, width: number): string {
  let left = width;
  const fitting = charactersOf(text).findIndex((character) => (left -= widthOfOne(character)) < 0);
  return fitting === -1 ? text : charactersOf(text).slice(0, fitting).join('');
}

function widthOfOne(character: string): number {
  if (EMOJI.test(character)) return 2;
  if (NO_WIDTH.test(character)) return 0;
  return WIDE.test(character) ? 2 : 1;
}
