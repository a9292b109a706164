// The one rule for characters in names, titles, statuses, reactions and file names: each can be seen, stays on its line
// and leaves the text around it alone. Joiners and selectors stay where an emoji or a script needs them.

/** A shown letter carries no more marks than this (Unicode Technical Standard 39, section 5.4). */
const MARKS_MAX = 4;

const EMOJI_PART = String.raw`\p{Extended_Pictographic}(?:\uFE0F|\uFE0E|\p{Emoji_Modifier}\uFE0F?)?`;
/** The flags of England, Scotland and Wales, the only emoji that are spelt with tag characters. */
const TAGGED_FLAG = String.raw`\u{1F3F4}\u{E0067}\u{E0062}(?:\u{E0065}\u{E006E}\u{E0067}|\u{E0073}\u{E0063}\u{E0074}|\u{E0077}\u{E006C}\u{E0073})\u{E007F}`;
const KEYCAP = String.raw`[0-9#*]\uFE0F?\u20E3`;
const VARIANT = String.raw`\p{sc=Han}[\u{E0100}-\u{E01EF}\uFE00-\uFE02]|\p{sc=Mong}[\u180B-\u180D\u180F]`;
/** Scripts in which a joiner, or the lack of one, changes the shape of a word: Persian, the scripts of India and others. */
const JOINING = [
  'Arab',
  'Syrc',
  'Mong',
  'Nko',
  'Deva',
  'Beng',
  'Guru',
  'Gujr',
  'Orya',
  'Taml',
  'Telu',
  'Knda',
  'Mlym',
  'Sinh',
  'Khmr',
  'Mymr',
]
  .map((script) => String.raw`\p{scx=${script}}`)
  .join('');
/** Signs that take the vowel from a letter. A joiner may follow one at the end of a word. */
const VIRAMA = String.raw`[\u094D\u09CD\u0A4D\u0ACD\u0B4D\u0BCD\u0C4D\u0CCD\u0D4D\u0DCA]`;
const JOINER = String.raw`(?<=[${JOINING}])[\u200C\u200D](?=[${JOINING}])|(?<=${VIRAMA})[\u200C\u200D]`;
/** Controls, format characters, fillers, private and unassigned characters, blanks that count as letters or signs, enclosing marks. */
const UNSEEN = String.raw`[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\p{Me}\u2800\uFFFC\u{1D159}]`;
const EITHER = new RegExp(`(${TAGGED_FLAG}|${EMOJI_PART}(?:\\u200D${EMOJI_PART})*|${KEYCAP}|${VARIANT}|${JOINER})|${UNSEEN}`, 'gu');

const BLANK = /^[\p{M}\p{Z}]*$/u;
const MARK_ON_NOTHING = /(?:^|\p{Z})\p{M}/u;
const TOO_MANY_MARKS = new RegExp(String.raw`\p{Mn}{${MARKS_MAX + 1}}|(\p{Mn})\1`, 'u');

/** The form in which a line of text is compared and kept: composed letters, plain single spaces, none at the ends. */
export function normalLine(text: string): string {
  return text
    .normalize('NFC')
    .replace(/\p{Zs}+/gu, ' ')
    .trim();
}

/** Without the characters that this rule refuses. */
export function withoutUnseen(text: string): string {
  return text.replace(EITHER, (_found, kept?: string) => kept ?? '');
}

/** Why a line of text may not stand in a name, as a sentence; null when it may. */
export function lineProblem(text: string): string | null {
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(text)) return 'No line breaks or control characters';
  if (withoutUnseen(text) !== text)
    return 'Every character must be visible; hidden characters, and those that turn the reading direction, are refused';
  if (text !== '' && BLANK.test(text)) return 'At least one character must be visible';
  if (MARK_ON_NOTHING.test(text)) return 'An accent must stand on a letter';
  return TOO_MANY_MARKS.test(text.normalize('NFD')) ? `A letter may carry ${MARKS_MAX} different accents at most` : null;
}
