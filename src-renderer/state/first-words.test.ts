import { expect, test } from 'vitest';
import { EMPTY_DRAFT } from './drafts.ts';
import { addressed } from './first-words.ts';

const NOVA = { id: 'nova', name: 'Nova' };

test('the first words address somebody', () => {
  expect(addressed(EMPTY_DRAFT, NOVA)).toEqual({ text: '@Nova ', chosen: [NOVA], reply_to: null });
});

test('what was written before stays', () => {
  const draft = { text: 'not sent yet \n', chosen: [NOVA], reply_to: 'm1' };
  expect(addressed(draft, NOVA)).toEqual({ text: 'not sent yet @Nova ', chosen: [NOVA], reply_to: 'm1' });
});
