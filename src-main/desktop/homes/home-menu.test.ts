import { expect, test } from 'vitest';
import { homeMenu } from './home-menu.ts';

test('an ampersand in the name of a home is no mark of a letter for the keyboard', () => {
  const row = { id: 'a1', name: 'Book & club', origin: 'http://127.0.0.1:4510', home_id: null, is_renamed: false };
  const nothing = () => undefined;
  const acts = { questions: {} as never, list: {} as never, show: nothing, reload: nothing, remove: () => Promise.resolve() };
  const [name] = homeMenu(row, { ...acts, changed: nothing, copy: nothing });
  expect(name?.label).toBe('Book && club');
});
