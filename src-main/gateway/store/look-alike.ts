// Finds names that look alike, by the skeletons of Unicode Technical Standard 39, without regard to case.
import { readConfusables } from './confusables.cjs';

/** By code point. Made when the first name is looked at: most threads look at none. */
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
  prototypes ??= readPrototypes();
  let looks = '';
  for (const char of text.normalize('NFKD').replace(IGNORED, '')) looks += prototypes.get(char.codePointAt(0) ?? 0) ?? char;
  return looks.normalize('NFD');
}

function readPrototypes(): Map<number, string> {
  return new Map([...Object.entries(readConfusables()), ['|', 'l'] as const].map(([char, looks]) => [char.codePointAt(0) ?? 0, looks]));
}
