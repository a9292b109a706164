// The permissions of a key, in words.
import { Right, type Key } from '../../../src-shared/keys.ts';
import { listed, timeLeft } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';

export const RIGHTS: readonly Right[] = Right.options;

/** The permissions that an agent needs to take part. Others are optional. */
export const USUAL_RIGHTS: readonly Right[] = ['read', 'post', 'create', 'coordinate'];

/** "May read and write", "May do everything you may". */
export function rightsSentence(rights: readonly Right[]): string {
  // To administer includes the notes about people.
  if (RIGHTS.every((right) => right === 'notes' || rights.includes(right))) return strings.keys.mayAll;
  const labels = RIGHTS.filter((right) => rights.includes(right)).map((right) => strings.keys.rights[right]);
  return strings.keys.may(listed(labels, RIGHTS.length));
}

/** "in every room", "in lobby and vault", "in 1 room that is gone". */
export function roomsPhrase(roomIds: Key['room_ids'], nameOf: (id: string) => string | undefined): string {
  if (roomIds === null) return strings.keys.inEveryRoom;
  const names = roomIds.flatMap((id) => nameOf(id) ?? []);
  return names.length === 0 ? strings.keys.inGoneRooms : strings.keys.inThese(listed(names));
}

/** Null when every secret it had before is void. */
export function graceSentence({ old_secret_until }: Pick<Key, 'old_secret_until'>, now: number): string | null {
  if (old_secret_until === null || old_secret_until <= now) return null;
  return strings.keys.oldSecretWorks(timeLeft(old_secret_until, now));
}
