// Whether a message is nothing but a few emoji, which are then drawn large.

/** More than these are a text again. */
const EMOJI_MAX = 5;
/** Longer than any five emoji can be: a family with skin tones has 25 units. */
const CHARS_MAX = 130;

const EMOJI = /^(?:\p{RI}\p{RI}|\p{Emoji_Presentation}|\p{Emoji}\u{FE0F}|[\p{Extended_Pictographic}\p{Emoji_Modifier_Base}]\p{EMod})/u;

export function isEmojiOnly(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed === '' || trimmed.length > CHARS_MAX) return false;
  const letters = [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(trimmed)]
    .map(({ segment }) => segment)
    .filter((segment) => segment.trim() !== '');
  return letters.length <= EMOJI_MAX && letters.every((letter) => EMOJI.test(letter));
}
