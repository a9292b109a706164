import { expect, it } from 'vitest';
import { TAG_CHARS_MAX, TAGS_MAX } from './limits.ts';
import { Tags } from './tags.ts';

it('keeps each tag once, as it was written first, without spaces around it', () => {
  expect(Tags.parse([' Garden ', 'garden', 'Work', 'GARDEN', 'work'])).toEqual(['Garden', 'Work']);
  expect(Tags.parse([])).toEqual([]);
});

it.each([
  ['an empty one', ['']],
  ['one of spaces', ['  ']],
  ['one that is too long', ['x'.repeat(TAG_CHARS_MAX + 1)]],
  ['one with a comma', ['a,b']],
  ['one that turns the direction of reading', ['a\u202Eb']],
  ['too many', Array.from({ length: TAGS_MAX + 1 }, (_, index) => `tag ${index}`)],
  ['no list', 'garden'],
])('does not take %s', (_what, tags) => {
  expect(Tags.safeParse(tags).success).toBe(false);
});
