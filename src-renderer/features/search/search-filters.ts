// The filters of a search: typed as in:lobby, from:Ada, has:link, before:2026-11-20, after:…, kept as chips.
import { dayBefore } from '../../../src-shared/calendar-day.ts';
import type { Participant, RoomView } from '../../../src-shared/objects.ts';
import { SearchHas } from '../../../src-shared/search.ts';
import { fuzzyFilter } from '../../lib/fuzzy.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { strings } from '../../strings/all-strings.ts';
import { locale } from '../../strings/strings.ts';
import type { SearchQuestion } from './use-message-search.ts';

export const FILTER_KEYS = ['in', 'from', 'has', 'before', 'after'] as const;
export type FilterKey = (typeof FILTER_KEYS)[number];

/** `value`: a room's or a participant's id, what it has, or a day as 2026-11-20. */
export interface Chip {
  key: FilterKey;
  value: string;
  label: string;
}

export interface FilterSource {
  rooms: readonly RoomView[];
  participants: Readonly<Record<string, Participant>>;
  meId: string;
  now: number;
}

/** The filter that is being typed at the end of the text. */
export interface TypedFilter {
  key: FilterKey;
  value: string;
  start: number;
}

const SHOWN_MAX = 7;
const TYPED = /(?:^|\s)(in|from|has|before|after):(\S*)$/i;
const ENDED = /(^|\s)(in|from|has|before|after):(\S+)\s/i;

export function typedFilter(text: string): TypedFilter | null {
  const found = TYPED.exec(text);
  const key = keyOf(found?.[1]);
  if (!found || !key) return null;
  const value = found[2] ?? '';
  return { key, value, start: text.length - value.length - key.length - 1 };
}

/** The possible values of a filter, the best match first. */
export function completions({ key, value }: Pick<TypedFilter, 'key' | 'value'>, source: FilterSource): Chip[] {
  switch (key) {
    case 'in': {
      const titleOf = ({ room }: RoomView): string => roomTitle(room, source.participants, source.meId);
      const rooms = fuzzyFilter(source.rooms, value.replace(/^#/, ''), titleOf).slice(0, SHOWN_MAX);
      return rooms.map((view) => ({
        key,
        value: view.room.id,
        label: view.room.direct ? strings.searching.inDirect(titleOf(view)) : strings.searching.inRoom(titleOf(view)),
      }));
    }
    case 'from': {
      const fitting = fuzzyFilter(Object.values(source.participants), value.replace(/^@/, ''), ({ name }) => name);
      return fitting
        .slice(0, SHOWN_MAX)
        .map(({ id, name }) => ({ key, value: id, label: id === source.meId ? strings.searching.fromYou : strings.searching.from(name) }));
    }
    case 'has':
      return fuzzyFilter(SearchHas.options, value, (has) => has).map(hasChip);
    case 'before':
    case 'after':
      return days(value, source.now).map((day) => dayChip(key, day));
  }
}

/** Filters in the text that were ended by a space become chips, where there is something of that name. */
export function takeChips(text: string, source: FilterSource): { text: string; chips: Chip[] } {
  const chips: Chip[] = [];
  let rest = text;
  let from = 0;
  for (let found = ENDED.exec(rest); found; found = ENDED.exec(rest.slice(from))) {
    const key = keyOf(found[2]);
    const [chip] = key ? completions({ key, value: found[3] ?? '' }, source) : [];
    const at = from + found.index + (found[1]?.length ?? 0);
    const end = from + found.index + found[0].length;
    if (chip) {
      chips.push(chip);
      rest = rest.slice(0, at) + rest.slice(end);
    } else from = end - 1;
  }
  return { text: rest, chips };
}

/** One of a kind: a second one takes the place of the first. */
export function withChips(chips: readonly Chip[], added: readonly Chip[]): Chip[] {
  return added.reduce<Chip[]>((all, chip) => [...all.filter(({ key }) => key !== chip.key), chip], [...chips]);
}

/** Null when there is nothing to ask for yet. */
export function questionOf(text: string, chips: readonly Chip[]): SearchQuestion | null {
  const typed = typedFilter(text);
  const query = typed ? text.slice(0, typed.start) : text;
  if (query.trim() === '' && chips.length === 0) return null;
  const of = (key: FilterKey): string | null => chips.find((chip) => chip.key === key)?.value ?? null;
  const has = SearchHas.safeParse(of('has'));
  return {
    query: query.trimStart(),
    room_id: of('in'),
    from_id: of('from'),
    has: has.success ? has.data : null,
    before: startOf(of('before')),
    after: startOf(of('after')),
  };
}

export function hasChip(has: SearchHas): Chip {
  return { key: 'has', value: has, label: strings.searching.has[has] };
}

function dayChip(key: 'before' | 'after', day: string): Chip {
  const said = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' }).format(startOf(day) ?? 0);
  return { key, value: day, label: key === 'before' ? strings.searching.before(said) : strings.searching.after(said) };
}

/** A day that was typed, or the usual ones. */
function days(value: string, now: number): string[] {
  if (startOf(value) !== null) return [value];
  const usual = { today: 0, yesterday: 1, week: 7, month: 30, year: 365 };
  return Object.entries(usual).flatMap(([word, ago]) => (word.startsWith(value.toLowerCase()) ? [dayBefore(now, ago)] : []));
}

/** Where the reader lives. Null for what is no day. */
function startOf(day: string | null): number | null {
  const [, year, month, date] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(day ?? '') ?? [];
  if (year === undefined) return null;
  const start = new Date(Number(year), Number(month) - 1, Number(date));
  return start.getDate() === Number(date) && start.getTime() >= 0 ? start.getTime() : null;
}

function keyOf(word: string | undefined): FilterKey | null {
  return FILTER_KEYS.find((key) => key === word?.toLowerCase()) ?? null;
}
