// The palette's entries for the typed text: rooms, agents, people, messages, and actions.
import type { LucideIcon } from 'lucide-react';
import type { Participant, RoomView } from '../../../src-shared/objects.ts';
import type { SearchResult } from '../../../src-shared/search.ts';
import { fuzzyFilter, fuzzyScore, GOOD_FIT } from '../../lib/fuzzy.ts';
import { listedAgents, listedPeople } from '../people/people.ts';
import { roomTree } from '../rooms/room-tree.ts';
import { strings } from '../../strings/strings.ts';

export interface PaletteAction {
  name: string;
  icon: LucideIcon;
  run(): void;
}

export type PaletteEntry =
  | { kind: 'room'; key: string; name: string; view: RoomView }
  | { kind: 'participant'; key: string; name: string; participant: Participant }
  | { kind: 'message'; key: string; result: SearchResult }
  | { kind: 'do'; key: string; action: PaletteAction };

export interface PaletteGroup {
  title: string;
  entries: PaletteEntry[];
}

export interface PaletteSource {
  rooms: readonly RoomView[];
  participants: Readonly<Record<string, Participant>>;
  meId: string;
  /** Found by their names. */
  actions: readonly PaletteAction[];
  messages: readonly SearchResult[];
  /** Actions with the typed text, among the messages and at the end. */
  withQuery: { search: PaletteAction | null; others: readonly PaletteAction[] };
}

const SHOWN_MAX = 8;
/** While something is looked for the messages have to be in sight too. */
const SHOWN_WITH_QUERY = 4;

/** Only groups that have something, the best fitting first in each; and first those in which a name begins like what was typed. */
export function paletteGroups(source: PaletteSource, query: string): PaletteGroup[] {
  const { rooms, participants, meId, actions, messages, withQuery } = source;
  const max = query === '' ? SHOWN_MAX : SHOWN_WITH_QUERY;
  const fitting = <T>(items: readonly T[], nameOf: (item: T) => string): T[] => fuzzyFilter(items, query, nameOf).slice(0, max);
  const tree = roomTree(rooms);
  const people = (some: readonly Participant[]): PaletteEntry[] =>
    fitting(some, ({ name }) => name).map((participant) => ({
      kind: 'participant',
      key: `participant-${participant.id}`,
      name: participant.name,
      participant,
    }));
  const doing = (action: PaletteAction): PaletteEntry => ({ kind: 'do', key: `do-${action.name}`, action });
  const groups: PaletteGroup[] = [
    {
      title: strings.finding.group.rooms,
      entries: fitting([...tree.open, ...tree.archived], ({ view }) => view.room.name).map(({ view }) => ({
        kind: 'room',
        key: `room-${view.room.id}`,
        name: view.room.name,
        view,
      })),
    },
    { title: strings.finding.group.agents, entries: people(listedAgents(participants)) },
    { title: strings.finding.group.people, entries: people(listedPeople(participants, meId)) },
    {
      title: strings.finding.group.messages,
      entries: [
        ...messages.map((result): PaletteEntry => ({ kind: 'message', key: `message-${result.message.id}`, result })),
        ...(withQuery.search ? [doing(withQuery.search)] : []),
      ],
    },
    {
      title: strings.finding.group.actions,
      entries: [...fuzzyFilter(actions, query, ({ name }) => name).slice(0, query === '' ? actions.length : max), ...withQuery.others].map(
        doing,
      ),
    },
  ];
  const fitsWell = (name: string): boolean => query !== '' && (fuzzyScore(query, name) ?? 0) >= GOOD_FIT;
  const isGood = ({ entries }: PaletteGroup): boolean =>
    entries.some((entry) => {
      if (entry.kind === 'do') return actions.includes(entry.action) && fitsWell(entry.action.name);
      return entry.kind !== 'message' && fitsWell(entry.name);
    });
  const some = groups.filter(({ entries }) => entries.length > 0);
  return [...some.filter(isGood), ...some.filter((group) => !isGood(group))];
}
