// The palette's entries for the typed text: rooms, agents, people, messages, and actions.
import type { LucideIcon } from 'lucide-react';
import type { Participant, RoomView } from '../../../src-shared/objects.ts';
import type { SearchResult } from '../../../src-shared/search.ts';
import type { ShortcutName } from '../../../src-shared/shortcuts.ts';
import { fuzzyFilter, fuzzyScore, GOOD_FIT } from '../../lib/fuzzy.ts';
import { listedAgents, listedPeople } from '../people/people.ts';
import { roomTree } from '../rooms/room-tree.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { strings } from '../../strings/all-strings.ts';

export interface PaletteAction {
  name: string;
  /** Other words by which it is found. */
  alsoCalled?: string;
  icon: LucideIcon;
  shortcut?: ShortcutName;
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
  /** Ids of rooms, those that were opened last first. */
  recent: readonly string[];
  /** The room on the screen. */
  placeId: string | null;
  participants: Readonly<Record<string, Participant>>;
  meId: string;
  /** Found by their names. */
  actions: readonly PaletteAction[];
  messages: readonly SearchResult[];
  /** Actions with the typed text, among the messages and at the end. */
  withQuery: { search: PaletteAction | null; others: readonly PaletteAction[] };
}

const SHOWN_MAX = 8;
const RECENT_MAX = 5;
/** While something is looked for the messages have to be in sight too. */
const SHOWN_WITH_QUERY = 4;

/**
 * Only groups that have something, the best fitting first in each; and first those in which a name begins like what was typed. Before
 * anything is typed, the rooms that were opened last come first, without the one on the screen.
 */
export function paletteGroups(source: PaletteSource, query: string): PaletteGroup[] {
  const { rooms, participants, meId, actions, messages, withQuery } = source;
  const recent = query === '' ? recentEntries(source) : [];
  const isElsewhere = ({ room }: RoomView): boolean =>
    query !== '' || (room.id !== source.placeId && !recent.some((entry) => entry.kind === 'room' && entry.view.room.id === room.id));
  const max = query === '' ? SHOWN_MAX : SHOWN_WITH_QUERY;
  const fitting = <T>(items: readonly T[], nameOf: (item: T) => string): T[] => fuzzyFilter(items, query, nameOf).slice(0, max);
  const tree = roomTree(rooms.filter(isElsewhere));
  const people = (some: readonly Participant[]): PaletteEntry[] =>
    fitting(some, ({ name }) => name).map((participant) => ({
      kind: 'participant',
      key: `participant-${participant.id}`,
      name: participant.name,
      participant,
    }));
  const doing = (action: PaletteAction): PaletteEntry => ({ kind: 'do', key: `do-${action.name}`, action });
  const groups: PaletteGroup[] = [
    { title: strings.palette.group.recent, entries: recent },
    {
      title: strings.palette.group.rooms,
      entries: fitting([...tree.open, ...tree.archived], ({ view }) => roomNames(view).join(' ')).map(({ view }) => ({
        kind: 'room',
        key: `room-${view.room.id}`,
        name: view.room.name,
        view,
      })),
    },
    { title: strings.palette.group.agents, entries: people(listedAgents(participants)) },
    { title: strings.palette.group.people, entries: people(listedPeople(participants, meId)) },
    {
      title: strings.palette.group.messages,
      entries: [
        ...messages.map((result): PaletteEntry => ({ kind: 'message', key: `message-${result.message.id}`, result })),
        ...(withQuery.search ? [doing(withQuery.search)] : []),
      ],
    },
    {
      title: strings.palette.group.actions,
      entries: [...fittingActions(actions, query).slice(0, query === '' ? actions.length : max), ...withQuery.others].map(doing),
    },
  ];
  const fitsWell = (name: string): boolean => query !== '' && (fuzzyScore(query, name) ?? 0) >= GOOD_FIT;
  const isGood = ({ entries }: PaletteGroup): boolean =>
    entries.some((entry) => {
      if (entry.kind === 'do') return actions.includes(entry.action) && namesOf(entry.action).some(fitsWell);
      if (entry.kind === 'room') return roomNames(entry.view).some(fitsWell);
      return entry.kind !== 'message' && fitsWell(entry.name);
    });
  const some = groups.filter(({ entries }) => entries.length > 0);
  return [...some.filter(isGood), ...some.filter((group) => !isGood(group))];
}

function recentEntries({ rooms, recent, placeId, participants, meId }: PaletteSource): PaletteEntry[] {
  const views = recent.flatMap((id) => rooms.find(({ room }) => room.id === id && id !== placeId && room.archived_at === null) ?? []);
  return views.slice(0, RECENT_MAX).map((view) => ({
    kind: 'room',
    key: `recent-${view.room.id}`,
    name: roomTitle(view.room, participants, meId),
    view,
  }));
}

/** The words by which a room is found. */
function roomNames({ room }: RoomView): string[] {
  return [room.name, ...room.tags];
}

function namesOf({ name, alsoCalled }: PaletteAction): string[] {
  return alsoCalled === undefined ? [name] : [name, ...alsoCalled.split(' ')];
}

/** By their names and the other words for them. */
function fittingActions(actions: readonly PaletteAction[], query: string): PaletteAction[] {
  const scored = actions.map((action) => ({ action, score: Math.max(...namesOf(action).map((name) => fuzzyScore(query, name) ?? -1)) }));
  return scored
    .filter(({ score }) => score >= 0)
    .sort((a, b) => b.score - a.score)
    .map(({ action }) => action);
}
