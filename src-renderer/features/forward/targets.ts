// The rooms and people that a message can be forwarded to.
import { isActive, isWebhook } from '../../../src-shared/participants.ts';
import type { Participant, Person, RoomView } from '../../../src-shared/objects.ts';
import { byName } from '../../strings/by-name.ts';
import { writingState } from '../rooms/writing-state.ts';
import { folded, startsAWord } from '../rooms/pick.ts';

export type Target =
  | { kind: 'room'; id: string; name: string; view: RoomView }
  | { kind: 'participant'; id: string; name: string; of: Participant };

interface TargetSources {
  rooms: Readonly<Record<string, RoomView>>;
  participants: Readonly<Record<string, Participant>>;
  me: Person;
  /** Whether this device can write in a sealed room. */
  hasKey: (roomId: string) => boolean;
}

/** The own rooms that can be written in, by name, and then the others by name: people before agents. */
export function targetsOf({ rooms, participants, me, hasKey }: TargetSources): Target[] {
  const canWrite = ({ room, membership }: RoomView): boolean =>
    membership !== null && !room.direct && writingState(room, me).canWrite && (!room.encrypted || hasKey(room.id));
  const own = Object.values(rooms)
    .filter(canWrite)
    .map((view): Target => ({ kind: 'room', id: view.room.id, name: view.room.name, view }));
  const others = Object.values(participants)
    .filter((each) => each.id !== me.id && isActive(each) && !isWebhook(each))
    .sort((a, b) => Number(a.kind === 'agent') - Number(b.kind === 'agent') || byName(a, b))
    .map((of): Target => ({ kind: 'participant', id: of.id, name: of.name, of }));
  return [...own.sort(byName), ...others];
}

/** Those with a word that starts with the typed text. */
export function withName(targets: readonly Target[], search: string): readonly Target[] {
  const wanted = folded(search.trim());
  return wanted === '' ? targets : targets.filter(({ name }) => startsAWord(folded(name), wanted));
}
