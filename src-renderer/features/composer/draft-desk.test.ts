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
  desk.save(said, 'Said better');
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: draft });
  desk.saved(said, 'Said better');
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: draft });
});

test('text that is written while a change is saved is a new message from its first letter', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, EMPTY_DRAFT);
  desk.edit(said);
  desk.setDraft(better);
  desk.save(said, 'Said better');
  desk.setDraft({ ...EMPTY_DRAFT, text: 'Next' });
  desk.saved(said, 'Said better');
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: { text: 'Next' } });
});

test('a message that is opened again while its change is saved has the changed text', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, draft);
  desk.edit(said);
  desk.save(said, 'Said better');
  desk.edit(said);
  expect(desk.store.getState().edited).toMatchObject({ message: { content: 'Said better' }, draft: { text: 'Said better' } });
  desk.save(said, 'Said best');
  desk.saved(said, 'Said better');
  desk.edit(said);
  expect(desk.store.getState().edited?.draft.text).toBe('Said best');
  desk.saved(said, 'Said best');
  desk.edit({ ...said, content: 'Said elsewhere' });
  expect(desk.store.getState().edited?.draft.text).toBe('Said elsewhere');
});

test('a change that was refused is open again, unless another message is', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, draft);
  desk.edit(said);
  desk.save(said, 'Said better');
  expect(desk.refused(said, 'Said better')).toBe(true);
  expect(desk.store.getState()).toMatchObject({ edited: { message: said, draft: better }, kept: draft });
  desk.save(said, 'Said better');
  const next = { ...said, id: 'next' };
  desk.edit(next);
  expect(desk.refused(said, 'Said better')).toBe(false);
  expect(desk.store.getState().edited?.message).toEqual(next);
  desk.edit(said);
  expect(desk.store.getState().edited).toMatchObject({ message: { content: said.content }, draft: { text: 'Said better' } });
});

test('a change that is refused while its message is open again can be sent again', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, draft);
  desk.edit(said);
  desk.save(said, 'Said better');
  desk.edit(said);
  expect(desk.refused(said, 'Said better')).toBe(true);
  expect(desk.store.getState().edited).toMatchObject({ message: { content: said.content }, draft: { text: 'Said better' } });
});

test('a change that is refused while a new message is written does not take its field', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, EMPTY_DRAFT);
  desk.edit(said);
  desk.save(said, 'Said better');
  desk.setDraft({ ...EMPTY_DRAFT, text: 'Hel' });
  expect(desk.refused(said, 'Said better')).toBe(false);
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: { text: 'Hel' } });
});

test('a change that is refused after a newer one of the message was sent opens nothing', () => {
  const desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, EMPTY_DRAFT);
  desk.save(said, 'one');
  desk.save(said, 'two');
  expect(desk.refused(said, 'one')).toBe(false);
  desk.edit(said);
  expect(desk.store.getState().edited?.draft.text).toBe('two');
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
