// Finds names that look alike, by the skeletons of Unicode Technical Standard 39, without regard to case.
import confusables from 'unhomoglyph/data.json' with { type: 'json' };

const PROTOTYPES: ReadonlyMap<string, string> = new Map([...Object.entries(confusables), ['|', 'l']]);
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
  for (const char of text.normalize('NFKD').replace(IGNORED, '')) looks += PROTOTYPES.get(char) ?? char;
  return looks.normalize('NFD');
}
