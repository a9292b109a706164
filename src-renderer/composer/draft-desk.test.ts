import { expect, test } from 'vitest';
import { EMPTY_DRAFT } from '../state/drafts.ts';
import { message } from '../testing/cast.ts';
import { createDraftDesk } from './draft-desk.ts';

const said = { ...message(1, { content: 'Said before' }), shut: null, doubts: [] };
const draft = { ...EMPTY_DRAFT, text: 'Half a thought' };

test('a draft waits while a message is changed, and is there again afterwards', () => {
  const desk = createDraftDesk(draft);
  desk.edit(said);
  expect(desk.store.getState().edited?.draft.text).toBe('Said before');
  desk.setDraft({ ...EMPTY_DRAFT, text: 'Said better' });
  expect(desk.store.getState().edited?.draft.text).toBe('Said better');
  expect(desk.store.getState().kept).toBe(draft);
  desk.clear();
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: draft });
});

test('to answer ends a change, keeps what was written, and asks for the focus', () => {
  const desk = createDraftDesk(draft);
  const answered = message(2, { content: 'A question' });
  desk.edit(said);
  desk.reply(answered);
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: { text: 'Half a thought', reply_to: answered.id }, focusRound: 2 });
});

test('what was sent is cleared', () => {
  const desk = createDraftDesk(draft);
  desk.clear();
  expect(desk.store.getState().kept).toEqual(EMPTY_DRAFT);
});

test('first words stand behind the draft, and end a change', () => {
  const desk = createDraftDesk(draft);
  desk.edit(said);
  desk.address({ id: 'ada', name: 'Ada' });
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: { text: 'Half a thought @Ada ' }, focusRound: 2 });
});
