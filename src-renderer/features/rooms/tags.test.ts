import { expect, it } from 'vitest';
import { TAG_CHARS_MAX, TAGS_MAX } from '../../../src-shared/limits.ts';
import { room, view } from '../../testing/cast.ts';
import { hasTag, tagsIn, tagsOf, tagsProblem } from './tags.ts';

const views = [view(room('shed', { tags: ['Work', 'garden'] })), view(room('beds', { tags: ['Garden'] })), view(room('lobby'))];

it('separates tags by commas', () => {
  expect(tagsIn(' garden,, work in progress , ')).toEqual(['garden', 'work in progress']);
  expect(tagsIn('')).toEqual([]);
});

it('says which tags the server would refuse', () => {
  expect(tagsProblem(['garden'])).toBeNull();
  expect(tagsProblem(['x'.repeat(TAG_CHARS_MAX + 1)])).toContain(String(TAG_CHARS_MAX));
  expect(tagsProblem(Array.from({ length: TAGS_MAX + 1 }, (_, index) => `${index}`))).toContain(String(TAGS_MAX));
});

it('lists each tag of rooms once, whatever its case', () => {
  expect(tagsOf(views)).toEqual(['garden', 'Work']);
  expect(views.filter((each) => hasTag(each, 'GARDEN')).map((each) => each.room.name)).toEqual(['shed', 'beds']);
});
