// What a key allows, in words.
import { assertNever } from '../../src-shared/errors.ts';
import { Right, type Key } from '../../src-shared/keys.ts';
import { listed, timeLeft } from '../ui/words.ts';

export const RIGHTS: readonly Right[] = Right.options;

/** What an agent needs to take part; everything else is asked for. */
export const USUAL_RIGHTS: readonly Right[] = ['read', 'post', 'create', 'coordinate'];

export function rightWords(right: Right): { label: string; text: string } {
  switch (right) {
    case 'read':
      return { label: 'Read', text: 'Rooms, messages and who is there' };
    case 'post':
      return { label: 'Write', text: 'Messages, reactions and what it is doing' };
    case 'create':
      return { label: 'Make rooms', text: 'And let others into them' };
    case 'coordinate':
      return { label: 'Work together', text: 'Votes, tasks, elections and decisions' };
    case 'admin':
      return { label: 'Look after the home', text: 'Everything you may do: invites, keys, sharing' };
    default:
      return assertNever(right);
  }
}

/** "May read and write", "May do everything you may". */
export function rightsSentence(rights: readonly Right[]): string {
  if (RIGHTS.every((right) => rights.includes(right))) return 'May do everything you may';
  return `May ${listed(
    RIGHTS.filter((right) => rights.includes(right)).map((right) => rightWords(right).label.toLowerCase()),
    RIGHTS.length,
  )}`;
}

/** "in every room", "in lobby and vault", "in 1 room that is gone". */
export function roomsPhrase(roomIds: Key['room_ids'], nameOf: (id: string) => string | undefined): string {
  if (roomIds === null) return 'in every room';
  const names = roomIds.flatMap((id) => nameOf(id) ?? []);
  return names.length === 0 ? 'in rooms that are gone' : `in ${listed(names)}`;
}

/** Null when every secret it had before is void. */
export function graceSentence({ old_secret_until }: Pick<Key, 'old_secret_until'>, now: number): string | null {
  if (old_secret_until === null || old_secret_until <= now) return null;
  return `The old secret still works, ${timeLeft(old_secret_until, now)}.`;
}
