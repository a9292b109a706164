// The rooms of the dialog in which rooms are browsed.
import type { RoomView } from '../../../src-shared/objects.ts';
import { folded } from '../../lib/fuzzy.ts';
import { byName } from '../../strings/by-name.ts';
import { hasTag } from './tags.ts';

export interface BrowsedRooms {
  /** Open rooms that one was no member of when the dialog opened. */
  others: RoomView[];
  joined: RoomView[];
  archived: RoomView[];
}

/**
 * By name. `joinedBefore`: the rooms that one was a member of when the dialog opened, so that a room stays in its place when one
 * joins or leaves it. `tag`: only rooms with this tag.
 */
export function browsedRooms(
  views: readonly RoomView[],
  joinedBefore: ReadonlySet<string>,
  search: string,
  tag: string | null = null,
): BrowsedRooms {
  const words = folded(search).split(/\s+/u).filter(Boolean);
  const found = views
    .filter((view) => !view.room.direct && (tag === null || hasTag(view, tag)))
    .filter(({ room }) => {
      const text = folded(`${room.name} ${room.topic ?? ''} ${room.description ?? ''} ${room.tags.join(' ')}`);
      return words.every((word) => text.includes(word));
    })
    .sort((a, b) => byName(a.room, b.room));
  const open = found.filter(({ room }) => room.archived_at === null);
  return {
    others: open.filter(({ room }) => !joinedBefore.has(room.id)),
    joined: open.filter(({ room }) => joinedBefore.has(room.id)),
    archived: found.filter(({ room }) => room.archived_at !== null),
  };
}
