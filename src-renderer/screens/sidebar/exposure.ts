// The reach of this server, in a few words: the line under its name.
import type { Participant, Sharing } from '../../../src-shared/objects.ts';
import { reachOf } from '../../../src-shared/reach.ts';
import { strings } from '../../strings/strings.ts';

export interface Exposure {
  isOpen: boolean;
  words: string;
}

/** Null for those who may not know: their line says whose guest they are. */
export function exposure(sharing: Sharing | null, participants: Readonly<Record<string, Participant>>): Exposure | null {
  if (!sharing) return null;
  const reach = reachOf(sharing);
  if (reach === 'computer') return { isOpen: false, words: strings.sidebar.onThisComputer };
  const guests = Object.values(participants).filter(
    (one) => one.kind === 'person' && one.role === 'guest' && one.revoked_at === null,
  ).length;
  const where = strings.sidebar.on[reach];
  return { isOpen: true, words: guests === 0 ? where : strings.sidebar.withGuests(where, guests) };
}
