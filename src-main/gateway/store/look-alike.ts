// Finds names that look alike, by the skeletons of Unicode Technical Standard 39, without regard to case.
import { readConfusables } from './confusables.cjs';

/** The ASCII part of the table. Most names have no other characters, and the whole table takes 1 MB. */
export const ASCII_LOOKS: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'l',
  '|': 'l',
  I: 'l',
  m: 'rn',
  '"': "''",
  '`': "'",
  '%': 'º/₀',
};
const ASCII_END = 0x80;
/** By code point. Read for the first character that is not ASCII. */
let prototypes: ReadonlyMap<number, string> | null = null;
const IGNORED = /\p{Default_Ignorable_Code_Point}/gu;

/** Two names look alike when they share either key. */
export interface NameKeys {
  /** The look of the name as it is written: "OIga" with a capital I looks like "Olga". */
  name_key: string;
  /** The look in lower case: "ВАСЯ" is "вася". */
  name_fold: string;
}

export function nameKeys(name: string): NameKeys {
  return { name_key: skeleton(folded(skeleton(name))), name_fold: skeleton(folded(name)) };
}

function folded(text: string): string {
  return text.normalize('NFKC').toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

function skeleton(text: string): string {
  let looks = '';
  for (const char of text.normalize('NFKD').replace(IGNORED, '')) looks += looksOf(char) ?? char;
  return looks.normalize('NFD');
}

function looksOf(char: string): string | undefined {
  const code = char.codePointAt(0) ?? 0;
  if (code < ASCII_END) return ASCII_LOOKS[char];
  prototypes ??= new Map(Object.entries(readConfusables()).map(([each, looks]) => [each.codePointAt(0) ?? 0, looks]));
  return prototypes.get(code);
}
