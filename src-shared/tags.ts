// Tags of rooms: short labels by which rooms are found.
import * as z from 'zod/mini';
import { TAG_CHARS_MAX, TAGS_MAX } from './limits.ts';
import { visibleLine } from './name.ts';

/** One tag. A comma separates tags where people write several. */
const Tag = visibleLine(TAG_CHARS_MAX, 1).check(z.refine((tag) => !tag.includes(','), { error: 'A tag has no comma.' }));

/** The same tag in another case counts once. */
export const Tags = z.array(Tag).check(z.overwrite(eachOnce), z.maxLength(TAGS_MAX));

function eachOnce(tags: string[]): string[] {
  const known = new Set<string>();
  return tags.filter((tag) => {
    const key = tag.toLocaleLowerCase('en');
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
}
