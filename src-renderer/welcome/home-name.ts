import { NAME_CHARS_MAX } from '../../src-shared/limits.ts';

const ENDING = '’s Lanai';

/** What a home is called until its owner says otherwise: "Maya’s Lanai". */
export function suggestedHomeName(ownerName: string): string {
  const name = ownerName.trim();
  return name === '' ? '' : `${[...name].slice(0, NAME_CHARS_MAX - ENDING.length).join('')}${ENDING}`;
}
