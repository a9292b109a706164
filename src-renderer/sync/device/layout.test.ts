import { expect, test } from 'vitest';
import { memoryStorage } from '../../testing/memory-storage.ts';
import { createLayoutStore, isFolded, toggledFold } from './layout.ts';

test('what is folded is remembered, and what was remembered wrongly is not taken', () => {
  const storage = memoryStorage();
  const store = createLayoutStore(storage);
  store.setState((state) => toggledFold(state, 'people'));
  store.setState((state) => toggledFold(state, 'rooms'));
  store.setState((state) => toggledFold(state, 'people'));
  const again = createLayoutStore(storage).getState();
  expect([isFolded(again, 'rooms'), isFolded(again, 'agents'), isFolded(again, 'people')]).toEqual([true, false, false]);
  storage.setItem('lanai.layout', '{"folded":[1,"mine",null]}');
  expect(createLayoutStore(storage).getState().folded).toEqual(['mine']);
  storage.setItem('lanai.layout', '{"folded":"rooms","sidebarWidth":"wide"}');
  expect(createLayoutStore(storage).getState()).toMatchObject({ folded: [], sidebarWidth: 264 });
});
