import { expect, test } from 'vitest';
import { room, view } from '../../testing/cast.ts';
import { memoryStorage } from '../../testing/memory-storage.ts';
import { forgetRecent, keepRecent, loadRecent, wordsOf } from './recent-searches.ts';
import { hasChip } from './search-filters.ts';

test('What was looked for is kept newest first, once, and not for ever', () => {
  const storage = memoryStorage();
  for (const text of ['one', 'two', 'one']) keepRecent(storage, 'maya', { text, chips: [] }, []);
  keepRecent(storage, 'maya', { text: 'one', chips: [hasChip('link')] }, []);
  expect(loadRecent(storage, 'maya').map(wordsOf)).toEqual(['has a link · one', 'one', 'two']);
  for (let count = 0; count < 20; count += 1) keepRecent(storage, 'maya', { text: `search ${count}`, chips: [] }, []);
  expect(loadRecent(storage, 'maya')).toHaveLength(8);
  expect(loadRecent(storage, 'sarah')).toEqual([]);
  forgetRecent(storage, 'maya');
  expect(loadRecent(storage, 'maya')).toEqual([]);
});

test('What was looked for in a sealed room is not kept', () => {
  const storage = memoryStorage();
  const rooms = [view(room('vault', { encrypted: true })), view(room('garden'))];
  for (const { room: each } of rooms)
    keepRecent(storage, 'maya', { text: `words of ${each.id}`, chips: [{ key: 'in', value: each.id, label: `in #${each.id}` }] }, rooms);
  expect(loadRecent(storage, 'maya').map(wordsOf)).toEqual(['in #garden · words of garden']);
});

test('What is not a search any more is left out', () => {
  const storage = memoryStorage();
  for (const saved of ['{', '5', '[null, 5, {"text": 1}, {"text": "x", "chips": [{"key": "nope"}]}]']) {
    storage.setItem('lanai.searches.maya', saved);
    expect(loadRecent(storage, 'maya')).toEqual([]);
  }
});
