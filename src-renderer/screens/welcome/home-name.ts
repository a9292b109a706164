import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import { strings } from '../../strings/all-strings.ts';

/** The default name of a home: "Maya’s Lanai". */
export function suggestedHomeName(ownerName: string): string {
  const ending = strings.welcome.homeNameEnding;
  const name = ownerName.trim();
  return name === '' ? '' : `${[...name].slice(0, NAME_CHARS_MAX - ending.length).join('')}${ending}`;
}
