import { expect, test } from 'vitest';
import { memoryStorage } from '../testing/memory-storage.ts';
import { forgetRecent, keepRecent, loadRecent, wordsOf } from './recent-searches.ts';
import { hasChip } from './search-filters.ts';

test('What was looked for is kept newest first, once, and not for ever', () => {
  const storage = memoryStorage();
  for (const text of ['one', 'two', 'one']) keepRecent(storage, 'maya', { text, chips: [] });
  keepRecent(storage, 'maya', { text: 'one', chips: [hasChip('link')] });
  expect(loadRecent(storage, 'maya').map(wordsOf)).toEqual(['has a link · one', 'one', 'two']);
  for (let count = 0; count < 20; count += 1) keepRecent(storage, 'maya', { text: `search ${count}`, chips: [] });
  expect(loadRecent(storage, 'maya')).toHaveLength(8);
  expect(loadRecent(storage, 'sarah')).toEqual([]);
  forgetRecent(storage, 'maya');
  expect(loadRecent(storage, 'maya')).toEqual([]);
});

test('What is not a search any more is left out', () => {
  const storage = memoryStorage();
  for (const saved of ['{', '5', '[null, 5, {"text": 1}, {"text": "x", "chips": [{"key": "nope"}]}]']) {
    storage.setItem('lanai.searches.maya', saved);
    expect(loadRecent(storage, 'maya')).toEqual([]);
  }
});
