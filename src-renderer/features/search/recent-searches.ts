// Recent searches, on this device only.
import type { RoomView } from '../../../src-shared/objects.ts';
import { FILTER_KEYS, type Chip } from './search-filters.ts';

export interface RecentSearch {
  text: string;
  chips: readonly Chip[];
}

const KEPT_MAX = 8;

export function loadRecent(storage: Storage, meId: string): RecentSearch[] {
  try {
    const saved: unknown = JSON.parse(storage.getItem(key(meId)) ?? '[]');
    return Array.isArray(saved) ? saved.filter(isRecent).slice(0, KEPT_MAX) : [];
  } catch {
    return [];
  }
}

/** A search in a sealed room reveals a word of it, so it is not stored. */
export function keepRecent(storage: Storage, meId: string, search: RecentSearch, rooms: readonly RoomView[]): void {
  if (isInSealed(search, rooms)) return;
  const words = wordsOf(search);
  const others = loadRecent(storage, meId).filter((each) => wordsOf(each) !== words);
  try {
    storage.setItem(key(meId), JSON.stringify([search, ...others].slice(0, KEPT_MAX)));
  } catch {
    // The storage is full: a search that is not remembered is no loss.
  }
}

export function forgetRecent(storage: Storage, meId: string): void {
  storage.removeItem(key(meId));
}

export function wordsOf({ text, chips }: RecentSearch): string {
  return [...chips.map(({ label }) => label), text.trim()].filter((part) => part !== '').join(' · ');
}

function isInSealed({ chips }: RecentSearch, rooms: readonly RoomView[]): boolean {
  const named = chips.find(({ key: filter }) => filter === 'in')?.value;
  return rooms.some(({ room }) => room.id === named && room.encrypted);
}

function key(meId: string): string {
  return `lanai.searches.${meId}`;
}

function isRecent(value: unknown): value is RecentSearch {
  if (typeof value !== 'object' || value === null) return false;
  const { text, chips } = value as Partial<Record<keyof RecentSearch, unknown>>;
  return typeof text === 'string' && Array.isArray(chips) && chips.every(isChip);
}

function isChip(value: unknown): value is Chip {
  if (typeof value !== 'object' || value === null) return false;
  const chip = value as Partial<Record<keyof Chip, unknown>>;
  return FILTER_KEYS.some((each) => each === chip.key) && typeof chip.value === 'string' && typeof chip.label === 'string';
}
