// What the jump box offers for what was typed: rooms, agents, people, and things to do.
import type { Participant, RoomView } from '../../src-shared/objects.ts';
import type { OpenDialog } from '../state/dialogs.ts';
import { fuzzyFilter } from './fuzzy.ts';
import { listedAgents, listedPeople } from './people.ts';
import { roomTree } from './room-tree.ts';

export type JumpEntry =
  | { kind: 'room'; key: string; name: string; view: RoomView }
  | { kind: 'participant'; key: string; name: string; participant: Participant }
  | { kind: 'do'; key: string; name: string; dialog: OpenDialog };

export interface JumpGroup {
  title: string;
  entries: JumpEntry[];
}

export interface JumpSource {
  rooms: readonly RoomView[];
  participants: Readonly<Record<string, Participant>>;
  meId: string;
  deeds: readonly { name: string; dialog: OpenDialog }[];
}

const SHOWN_MAX = 8;

/** Only groups that have something, the best fitting first in each. */
export function jumpGroups({ rooms, participants, meId, deeds }: JumpSource, query: string): JumpGroup[] {
  const tree = roomTree(rooms);
  const roomEntries = [...tree.open, ...tree.archived].map(({ view }): JumpEntry => ({
    kind: 'room',
    key: `room-${view.room.id}`,
    name: view.room.name,
    view,
  }));
  const entryOf = (participant: Participant): JumpEntry => ({
    kind: 'participant',
    key: `participant-${participant.id}`,
    name: participant.name,
    participant,
  });
  const groups = [
    { title: 'Rooms', entries: roomEntries },
    { title: 'Agents', entries: listedAgents(participants).map(entryOf) },
    { title: 'People', entries: listedPeople(participants, meId).map(entryOf) },
    { title: 'Do', entries: deeds.map((deed): JumpEntry => ({ kind: 'do', key: `do-${deed.name}`, ...deed })) },
  ];
  return groups
    .map(({ title, entries }) => ({ title, entries: fuzzyFilter(entries, query, (entry) => entry.name).slice(0, SHOWN_MAX) }))
    .filter(({ entries }) => entries.length > 0);
}
