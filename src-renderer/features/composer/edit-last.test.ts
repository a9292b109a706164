import { createStore, type StoreApi } from 'zustand/vanilla';
import { beforeEach, expect, test } from 'vitest';
import { EMPTY_DRAFT } from '../../sync/device/drafts.ts';
import { EMPTY_HOME_STATE, type HomeState } from '../../sync/home-state.ts';
import { withEvents } from '../../sync/reduce.ts';
import { message, MORNING, pending, snapshot, windowWith } from '../../testing/cast.ts';
import { createDraftDesk, type DraftDesk } from './draft-desk.ts';
import { createEditLast, type EditLast } from './edit-last.ts';

const before = message(1, { author_id: 'maya', content: 'Said before' });
const sent = message(3, { author_id: 'maya', content: 'Just sent', client_id: 'sent' });
let store: StoreApi<HomeState>;
let desk: DraftDesk;
let editLast: EditLast;
beforeEach(() => {
  const timelines = { lobby: windowWith([before, message(2)], true) };
  store = createStore<HomeState>(() => ({ ...EMPTY_HOME_STATE, snapshot: snapshot(), timelines }));
  desk = createDraftDesk({ room_id: 'lobby', thread_id: null }, EMPTY_DRAFT);
  editLast = createEditLast({ store, desk, keys: { read: (written) => ({ ...written, shut: null, doubts: [] }) } });
});

const edited = (): string | undefined => desk.store.getState().edited?.draft.text;
const write = (): void => store.setState({ outbox: [pending('sent')] });
const arrive = (): void =>
  store.setState((state) => withEvents(state, [{ type: 'message.posted', cursor: 11, message: sent }], snapshot(), MORNING));

test('the newest own message is changed', () => {
  expect(editLast.start()).toBe(true);
  expect(edited()).toBe('Said before');
});

test('there is none in a room where one wrote nothing', () => {
  store.setState({ timelines: { lobby: windowWith([message(2)], true) } });
  expect(editLast.start()).toBe(false);
  expect(edited()).toBeUndefined();
});

test('a message on its way is changed when it has arrived, and no older one in its place', () => {
  write();
  expect(editLast.start()).toBe(true);
  expect(edited()).toBeUndefined();
  store.setState({ outbox: [pending('sent', { status: { state: 'sent', seq: 3 } })] });
  expect(edited()).toBeUndefined();
  arrive();
  expect(edited()).toBe('Just sent');
});

test('the arrival changes nothing after new text, or after the edit was given up', () => {
  write();
  editLast.start();
  desk.setDraft({ ...EMPTY_DRAFT, text: 'And one more' });
  arrive();
  expect(desk.store.getState()).toMatchObject({ edited: null, kept: { text: 'And one more' } });
  store.setState({ outbox: [pending('other')] });
  editLast.start();
  editLast.giveUp();
  store.setState({ outbox: [] });
  expect(edited()).toBeUndefined();
});

test('a message that was refused or taken back is not waited for', () => {
  for (const outbox of [[pending('sent', { status: { state: 'failed', message: 'No.' } })], []]) {
    write();
    editLast.start();
    store.setState({ outbox });
    arrive();
    expect(edited()).toBeUndefined();
    store.setState({ timelines: { lobby: windowWith([before], true) }, snapshot: snapshot() });
  }
});
