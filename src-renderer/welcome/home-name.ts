import { NAME_CHARS_MAX } from '../../src-shared/limits.ts';
import { words } from '../words/words.ts';

/** What a home is called until its owner says otherwise: "Maya’s Lanai". */
export function suggestedHomeName(ownerName: string): string {
  const ending = words.welcome.homeNameEnding;
  const name = ownerName.trim();
  return name === '' ? '' : `${[...name].slice(0, NAME_CHARS_MAX - ending.length).join('')}${ending}`;
}
