// The LANTERN in a message, as the first screen needs it: on one line.
import { checkLantern, mainOf, recogniseLantern, type Envelope } from '../../../src-shared/lantern/envelope.ts';
import { strings } from '../../strings/strings.ts';

/** The LANTERN that a message is, when it is well formed; anything else is an ordinary text. */
export function lanternIn(content: string): Envelope | null {
  const found = recogniseLantern(content);
  if (!found) return null;
  const checked = checkLantern(found);
  return checked.ok ? checked.envelope : null;
}

/** Its statement, without its further fields. */
export function mainWords(envelope: Envelope): string {
  if (envelope.type === 'SYNC') return strings.lantern.compares;
  const main = mainOf(envelope);
  return envelope.type === 'HARVEST' && main.trim() === '' ? strings.lantern.boreFruit : main;
}
