// The participants that can be picked for a room, in their order.
import { isActive, isWebhook } from '../../../src-shared/participants.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import { byName } from '../../strings/by-name.ts';

interface PickFrom {
  participants: Readonly<Record<string, Participant>>;
  /** Already a member, or the user. */
  excluded: readonly string[];
  /** The typed search text. */
  search: string;
}

/** All with access and a name with a word that starts with the typed text; people first, by name. */
export function candidates({ participants, excluded, search }: PickFrom): Participant[] {
  const wanted = folded(search.trim());
  const without = new Set(excluded);
  return Object.values(participants)
    .filter((each) => !without.has(each.id) && isActive(each) && !isWebhook(each))
    .filter((each) => wanted === '' || startsAWord(folded(each.name), wanted))
    .sort((a, b) => Number(a.kind === 'agent') - Number(b.kind === 'agent') || byName(a, b));
}

export function startsAWord(name: string, wanted: string): boolean {
  return name.startsWith(wanted) || name.split(/[\s_.-]+/u).some((word) => word.startsWith(wanted));
}

/** Without case and accents: "tomas" finds Tomás. */
export function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
