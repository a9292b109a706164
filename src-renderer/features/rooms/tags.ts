// Tags of rooms, as people write and choose them.
import type { RoomView } from '../../../src-shared/objects.ts';
import { TAG_CHARS_MAX, TAGS_MAX } from '../../../src-shared/limits.ts';
import { strings } from '../../strings/all-strings.ts';

/** "garden, work" */
export function tagsIn(text: string): string[] {
  return text
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

/** Null: the server takes them. */
export function tagsProblem(tags: readonly string[]): string | null {
  if (tags.length > TAGS_MAX) return strings.rooms.tooManyTags(TAGS_MAX);
  const long = tags.find((tag) => tag.length > TAG_CHARS_MAX);
  return long === undefined ? null : strings.rooms.tagTooLong(long, TAG_CHARS_MAX);
}

const byWord = new Intl.Collator(undefined, { sensitivity: 'base' });

/** Each tag of these rooms once, in the order of the alphabet. */
export function tagsOf(views: readonly RoomView[]): string[] {
  const all = views.flatMap(({ room }) => room.tags).sort(byWord.compare);
  return all.filter((tag, index) => index === 0 || byWord.compare(tag, all[index - 1] ?? '') !== 0);
}

export function hasTag({ room }: RoomView, tag: string): boolean {
  return room.tags.some((each) => byWord.compare(each, tag) === 0);
}
