import { AppError } from '../../../src-shared/errors.ts';
import type { TimePlace } from '../store/interfaces/archive.ts';

/** The items after the one with this id. Without an id: all. For an unknown id: none. */
export function sliceAfter<T>(items: readonly T[], after: string | null | undefined, idOf: (item: T) => string): readonly T[] {
  if (after === undefined || after === null) return items;
  const at = items.findIndex((item) => idOf(item) === after);
  return at === -1 ? [] : items.slice(at + 1);
}

const NEWEST: TimePlace = { time: Number.MAX_SAFE_INTEGER, id: '' };
const PLACE = /^(\d{1,16})-(.+)$/;

/** The `next` of a page whose last item is at this place. */
export function textOfPlace({ time, id }: TimePlace): string {
  return `${time}-${id}`;
}

/** The place where a page begins. Throws `invalid_payload`. */
export function placeAfter(text: string | null | undefined): TimePlace {
  if (text === undefined || text === null) return NEWEST;
  const [, time, id] = PLACE.exec(text) ?? [];
  if (time === undefined || id === undefined) throw new AppError('invalid_payload', 'after: not the `next` of a page.');
  return { time: Number(time), id };
}
