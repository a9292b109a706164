import { expect, test } from 'vitest';
import { EMPTY_DRAFT } from './drafts.ts';
import { addressed } from './first-words.ts';

const NOVA = { id: 'nova', name: 'Nova' };

test('the first words name the agent', () => {
  expect(addressed(EMPTY_DRAFT, NOVA)).toEqual({ text: '@Nova ', chosen: [NOVA], reply_to: null });
});

test('a draft from before stays', () => {
  const draft = { text: 'not sent yet \n', chosen: [NOVA], reply_to: 'm1' };
  expect(addressed(draft, NOVA)).toEqual({ text: 'not sent yet @Nova ', chosen: [NOVA], reply_to: 'm1' });
});
