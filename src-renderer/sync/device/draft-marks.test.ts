import { expect, test } from 'vitest';
import { memoryStorage } from '../../testing/memory-storage.ts';
import { createDraftMarks } from './draft-marks.ts';
import { createDraftMemory, draftKey, EMPTY_DRAFT, saveDraft } from './drafts.ts';

const words = (text: string) => ({ ...EMPTY_DRAFT, text });

test('marks the rooms with a draft, those of before the start and those in memory too', () => {
  const { page, marks, has } = setup();
  expect([has('lobby'), has('plan')]).toEqual([true, false]);
  saveDraft(page.localStorage, 'maya', 'plan', words('Hello'));
  marks.look(page.localStorage, 'maya', 'plan');
  saveDraft(page.localStorage, 'maya', 'lobby', words('  '));
  marks.look(page.localStorage, 'maya', 'lobby');
  expect([has('lobby'), has('plan')]).toEqual([false, true]);
  const memory = createDraftMemory();
  saveDraft(memory, 'maya', 'vault', words('Secret'));
  marks.look(memory, 'maya', 'vault');
  expect(has('vault')).toBe(true);
});

test('follows another tab, and nothing else that is stored', () => {
  const { page, has } = setup();
  page.happened({ key: draftKey('maya', 'plan'), newValue: '{}' });
  page.happened({ key: 'lanai.layout', newValue: '{}' });
  page.happened({ key: null, newValue: null });
  expect([has('plan'), has('lobby')]).toEqual([true, true]);
  page.happened({ key: draftKey('maya', 'plan'), newValue: null });
  expect(has('plan')).toBe(false);
});

test('tells its listeners of a change, and of nothing that stays as it was', () => {
  const { page, marks } = setup();
  let changes = 0;
  marks.store.subscribe(() => (changes += 1));
  marks.look(page.localStorage, 'maya', 'lobby');
  expect(changes).toBe(0);
  saveDraft(page.localStorage, 'maya', 'lobby', EMPTY_DRAFT);
  marks.look(page.localStorage, 'maya', 'lobby');
  expect(changes).toBe(1);
});

function setup() {
  const localStorage = memoryStorage();
  saveDraft(localStorage, 'maya', 'lobby', words('Before'));
  localStorage.setItem('lanai.layout', '{}');
  let listener: ((event: StorageEvent) => void) | undefined;
  const page = {
    localStorage,
    addEventListener: (_type: string, heard: unknown) => {
      listener = heard as (event: StorageEvent) => void;
    },
    removeEventListener: () => undefined,
    happened: (event: { key: string | null; newValue: string | null }) => listener?.(event as StorageEvent),
  };
  const marks = createDraftMarks(page as unknown as Window);
  return { page, marks, has: (roomId: string) => marks.store.getState().has(draftKey('maya', roomId)) };
}
