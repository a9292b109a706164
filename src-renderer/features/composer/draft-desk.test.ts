import { expect, test } from 'vitest';
import { EMPTY_DRAFT } from '../../sync/device/drafts.ts';
import { message } from '../../testing/cast.ts';
import { createDraftDesk } from './draft-desk.ts';

const said = { ...message(1, { content: 'Said before' }), shut: null, doubts: [] };
const draft = { ...EMPTY_DRAFT, text: 'Half a thought' };
const better = { ...EMPTY_DRAFT, text: 'Said better' };

test('a draft waits while a message is changed, and is there again afterwards', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, draft);
  desk.edit(said);
  expect(desk.store.getState().edited?.draft.text).toBe('Said before');
  desk.setDraft(better);
  expect(desk.store.getState().edited?.draft.text).toBe('Said better');
  expect(desk.store.getState().kept).toBe(draft);
  desk.saved({ ...said, content: 'Said better' }, better);
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: draft });
});

test('what was written while a change was saved stays, as a change of the saved message', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, draft);
  desk.edit(said);
  desk.setDraft({ ...EMPTY_DRAFT, text: 'Said best' });
  const saved = { ...said, content: 'Said better' };
  desk.saved(saved, better);
  expect(desk.store.getState().edited).toEqual({ message: saved, draft: { ...EMPTY_DRAFT, text: 'Said best' } });
});

test('a change that was saved after the next message was opened closes nothing', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, draft);
  const next = { ...said, id: 'next' };
  desk.edit(next);
  desk.saved({ ...said, content: 'Said better' }, better);
  expect(desk.store.getState().edited?.message).toBe(next);
  desk.cancelEdit();
  desk.saved({ ...said, content: 'Said better' }, better);
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: draft });
});

test('to answer ends a change, keeps what was written, and asks for the focus', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, draft);
  const answered = message(2, { content: 'A question' });
  desk.edit(said);
  desk.reply(answered);
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: { text: 'Half a thought', reply_to: answered.id }, focusRound: 2 });
});

test('what was sent is cleared', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, draft);
  desk.sent(draft);
  expect(desk.store.getState().kept).toEqual(EMPTY_DRAFT);
});

test('first words stand behind the draft, and end a change', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, draft);
  desk.edit(said);
  desk.address({ id: 'ada', name: 'Ada' });
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: { text: 'Half a thought @Ada ' }, focusRound: 2 });
});

test('what was written while a command ran stays', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, draft);
  desk.sent({ ...EMPTY_DRAFT, text: '/topic Tides' });
  expect(desk.store.getState().kept).toBe(draft);
});
