// What the palette offers for what was typed: rooms, agents, people, messages, and things to do.
import type { LucideIcon } from 'lucide-react';
import type { Participant, RoomView } from '../../src-shared/objects.ts';
import type { SearchResult } from '../../src-shared/search.ts';
import { fuzzyFilter, fuzzyScore, GOOD_FIT } from '../sidebar/fuzzy.ts';
import { listedAgents, listedPeople } from '../sidebar/people.ts';
import { roomTree } from '../sidebar/room-tree.ts';
import { words } from '../words/words.ts';

export interface Deed {
  name: string;
  icon: LucideIcon;
  run(): void;
}

export type PaletteEntry =
  | { kind: 'room'; key: string; name: string; view: RoomView }
  | { kind: 'participant'; key: string; name: string; participant: Participant }
  | { kind: 'message'; key: string; result: SearchResult }
  | { kind: 'do'; key: string; deed: Deed };

export interface PaletteGroup {
  title: string;
  entries: PaletteEntry[];
}

export interface PaletteSource {
  rooms: readonly RoomView[];
  participants: Readonly<Record<string, Participant>>;
  meId: string;
  /** Found by their names. */
  deeds: readonly Deed[];
  messages: readonly SearchResult[];
  /** What can be done with the very words, among the messages and at the end. */
  withQuery: { search: Deed | null; others: readonly Deed[] };
}

const SHOWN_MAX = 8;
/** While something is looked for the messages have to be in sight too. */
const SHOWN_WITH_QUERY = 4;

/** Only groups that have something, the best fitting first in each; and first those in which a name begins like what was typed. */
export function paletteGroups(source: PaletteSource, query: string): PaletteGroup[] {
  const { rooms, participants, meId, deeds, messages, withQuery } = source;
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
  const doing = (deed: Deed): PaletteEntry => ({ kind: 'do', key: `do-${deed.name}`, deed });
  const groups: PaletteGroup[] = [
    {
      title: words.finding.group.rooms,
      entries: fitting([...tree.open, ...tree.archived], ({ view }) => view.room.name).map(({ view }) => ({
        kind: 'room',
        key: `room-${view.room.id}`,
        name: view.room.name,
        view,
      })),
    },
    { title: words.finding.group.agents, entries: people(listedAgents(participants)) },
    { title: words.finding.group.people, entries: people(listedPeople(participants, meId)) },
    {
      title: words.finding.group.messages,
      entries: [
        ...messages.map((result): PaletteEntry => ({ kind: 'message', key: `message-${result.message.id}`, result })),
        ...(withQuery.search ? [doing(withQuery.search)] : []),
      ],
    },
    {
      title: words.finding.group.deeds,
      entries: [...fuzzyFilter(deeds, query, ({ name }) => name).slice(0, query === '' ? deeds.length : max), ...withQuery.others].map(
        doing,
      ),
    },
  ];
  const fitsWell = (name: string): boolean => query !== '' && (fuzzyScore(query, name) ?? 0) >= GOOD_FIT;
  const isGood = ({ entries }: PaletteGroup): boolean =>
    entries.some((entry) => {
      if (entry.kind === 'do') return deeds.includes(entry.deed) && fitsWell(entry.deed.name);
      return entry.kind !== 'message' && fitsWell(entry.name);
    });
  const some = groups.filter(({ entries }) => entries.length > 0);
  return [...some.filter(isGood), ...some.filter((group) => !isGood(group))];
}
