import { createStore } from 'zustand/vanilla';
import { beforeEach, describe, expect, test } from 'vitest';
import { AppError } from '../../src-shared/errors.ts';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import type { Message } from '../../src-shared/objects.ts';
import { message, messages, snapshot, windowWith } from '../testing/cast.ts';
import { memoryStorage } from '../testing/memory-storage.ts';
import { EMPTY_HOME_STATE, type HomeState } from './home-state.ts';
import { createOutboxSender } from './outbox-sender.ts';

interface Asked {
  client_id: string;
  content: string;
  answer(seq: number): Promise<void>;
  refuse(error: Error): Promise<void>;
}

function setup(storage = memoryStorage()) {
  const live: HomeState = { ...EMPTY_HOME_STATE, connection: { state: 'live' }, timelines: { lobby: windowWith([], true) } };
  const store = createStore<HomeState>(() => live);
  const asked: Asked[] = [];
  const request = (_command: string, payload: { client_id: string; content: string }): Promise<Message> =>
    new Promise((resolve, reject) => {
      asked.push({
        ...payload,
        answer: async (seq) => (resolve(message(seq, { client_id: payload.client_id, author_id: 'maya' })), settle()),
        refuse: async (error) => (reject(error), settle()),
      });
    });
  const later: (() => void)[] = [];
  let ids = 0;
  const sender = createOutboxSender({
    store,
    client: { request } as unknown as AppClient,
    storage,
    timer: { after: (_ms, run) => (later.push(run), () => undefined) },
    close: ({ content }) => content,
    newId: () => `id-${(ids += 1)}`,
    now: () => ids,
  });
  store.setState({ snapshot: snapshot() });
  const write = (content: string): void =>
    sender.add({ room_id: 'lobby', content, files: [], reply_to: null, thread_id: null, also_in_room: false, mentions: [] });
  const states = (): string[] => store.getState().outbox.map((item) => `${item.content} ${item.status.state}`);
  return { store, sender, asked, later, storage, write, states };
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe('sending', () => {
  let home: ReturnType<typeof setup>;
  beforeEach(() => (home = setup()));

  test('is in the order it was written, the next when the one before is there', async () => {
    home.write('one');
    home.write('two');
    expect(home.asked.map(({ content }) => content)).toEqual(['one']);
    await home.asked[0]?.answer(1);
    expect(home.asked.map(({ content }) => content)).toEqual(['one', 'two']);
    expect(home.states()).toEqual(['one sent', 'two sending']);
  });

  test('keeps what was refused, with the reason, and sends it again when asked to, as the same message', async () => {
    home.write('one');
    await home.asked[0]?.refuse(new AppError('rate_limit_messages'));
    expect(home.store.getState().outbox[0]?.status).toEqual({ state: 'failed', message: 'Too many messages. Wait a moment.' });
    home.sender.tryAgain('id-1');
    expect(home.asked.map(({ client_id }) => client_id)).toEqual(['id-1', 'id-1']);
  });

  test('continues automatically after a lost connection, with the same ids', async () => {
    home.write('one');
    home.store.setState({ connection: { state: 'waiting', retry_ms: 100 } });
    await home.asked[0]?.refuse(new ConnectionLost('Gone.'));
    home.write('two');
    expect(home.states()).toEqual(['one sending', 'two sending']);
    home.store.setState({ connection: { state: 'live' } });
    expect(home.asked.map(({ client_id }) => client_id)).toEqual(['id-1', 'id-1']);
  });

  test('is tried again when the home is there and did not answer', async () => {
    home.write('one');
    await home.asked[0]?.refuse(new ConnectionLost('No answer in time.'));
    for (const run of home.later) run();
    expect(home.asked).toHaveLength(2);
  });

  test('leaves nothing behind for a room whose end is not on the screen', async () => {
    home.store.setState({ timelines: {} });
    home.write('one');
    await home.asked[0]?.answer(1);
    expect(home.states()).toEqual([]);
  });

  test('leaves nothing behind for a message that the room has already, because it was sent before a reload', async () => {
    home.write('one');
    home.store.setState({ timelines: { lobby: windowWith(messages(1, 4), true) } });
    await home.asked[0]?.answer(3);
    expect(home.states()).toEqual([]);
  });

  test('survives a reload: the same messages, in order, under the same ids', () => {
    home.store.setState({ connection: { state: 'waiting', retry_ms: 100 } });
    home.write('one');
    home.write('two');
    const reloaded = setup(home.storage);
    expect(reloaded.states()).toEqual(['one sending', 'two sending']);
    expect(reloaded.asked.map(({ client_id }) => client_id)).toEqual(['id-1']);
  });

  test('survives a reload as a reply of its thread, and as a choice', () => {
    home.store.setState({ connection: { state: 'waiting', retry_ms: 100 } });
    const reply = { thread_id: 'first', also_in_room: true, reply_to: 'question', choice: 'Yes' };
    home.sender.add({ room_id: 'lobby', content: 'Yes', files: [], mentions: [], ...reply });
    expect(setup(home.storage).asked).toMatchObject([reply]);
  });

  test('keeps nothing of what has arrived or was discarded', async () => {
    home.write('one');
    home.write('two');
    await home.asked[0]?.answer(1);
    home.sender.discard('id-2');
    expect(home.storage.length).toBe(0);
  });

  test('does not send what another person wrote in this browser', () => {
    home.store.setState({ connection: { state: 'waiting', retry_ms: 100 } });
    home.write('one');
    const key = home.storage.key(0) ?? '';
    home.storage.setItem(key, (home.storage.getItem(key) ?? '').replace('"maya"', '"sarah"'));
    expect(setup(home.storage).states()).toEqual([]);
  });
});
