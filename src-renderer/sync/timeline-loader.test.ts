import { createStore } from 'zustand/vanilla';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../src-shared/errors.ts';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import { withLearned } from '../../src-shared/snapshot.ts';
import { john, message, messages, room, snapshot, view } from '../testing/cast.ts';
import { EMPTY_HOME_STATE, type HomeState } from './home-state.ts';
import { createTimelineLoader } from './timeline-loader.ts';

const LOBBY = { room_id: 'lobby', thread_id: null };

interface Ask {
  limit: number;
  since_seq?: number;
  before_seq?: number;
  since?: string;
}

/** A room of `count` messages; answers are held back until `answer()`. */
function setup(count: number, { pageMax = 1_000, swept = 0 } = {}) {
  const rooms = { lobby: view(room('lobby', { last_seq: count, expired_through_seq: swept })) };
  const store = createStore<HomeState>(() => ({ ...EMPTY_HOME_STATE, connection: { state: 'live' }, snapshot: snapshot({ rooms }) }));
  const all = messages(1 + swept, count);
  const held: (() => void)[] = [];
  let failure: Error | null = null;
  function reply({ limit, since_seq, before_seq, since }: Ask) {
    const from = since === undefined ? since_seq : all.findIndex(({ id }) => id === since) + 1;
    const size = Math.min(limit, pageMax);
    const found = from === undefined ? all.filter(({ seq }) => seq < (before_seq ?? Infinity)) : all.filter(({ seq }) => seq > from);
    const page = from === undefined ? found.slice(-size) : found.slice(0, size);
    const has_more = page.length < found.length;
    const first = from === undefined ? (has_more ? (page[0]?.seq ?? 1) : 1 + swept) : from + 1;
    const last = from === undefined ? Math.min((before_seq ?? Infinity) - 1, count) : has_more ? (page.at(-1)?.seq ?? from) : count;
    return { room_id: 'lobby', messages: page, participants: [john], activities: [], has_more, from_seq: first, through_seq: last };
  }
  const request = (_command: string, ask: Ask) =>
    new Promise((resolve, reject) => held.push(() => (failure ? reject(failure) : resolve(reply(ask)))));
  const learn: AppClient['learn'] = (learned) =>
    store.setState(({ snapshot: known }) => ({ snapshot: known && withLearned(known, learned) }));
  const loader = createTimelineLoader(store, { request, learn } as unknown as AppClient);
  /** Answers everything that is asked, also what is only asked after an answer. */
  async function answer(): Promise<void> {
    for (let round = 0; round < 20; round += 1) {
      for (const run of held.splice(0)) run();
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  }
  const range = (): string => {
    const timeline = store.getState().timelines['lobby'];
    const seqs = timeline?.messages.map(({ seq }) => seq) ?? [];
    return timeline ? `${seqs[0]}-${seqs.at(-1)}${timeline.reachesEnd ? ' end' : ''}` : 'none';
  };
  const load = () => store.getState().timelines['lobby']?.load;
  return { store, loader, answer, range, load, held, fail: (error: Error | null) => (failure = error) };
}

describe('a room', () => {
  test('opens with its newest messages, and knows their authors', async () => {
    const home = setup(500);
    home.loader.open(LOBBY, null);
    expect(home.load()).toEqual({ state: 'loading', direction: 'around' });
    await home.answer();
    expect(home.range()).toBe('441-500 end');
    expect(home.store.getState().snapshot?.participants['john']).toBe(john);
  });

  test('opens around a message, and grows both ways from there', async () => {
    const home = setup(500);
    home.loader.open(LOBBY, 200);
    await home.answer();
    expect(home.range()).toBe('171-270');
    home.loader.loadOlder(LOBBY);
    await home.answer();
    expect(home.range()).toBe('71-270');
    home.loader.loadNewer(LOBBY);
    await home.answer();
    expect(home.range()).toBe('71-370');
  });

  test.each([101, 130, 131, 999_999, Number.MAX_SAFE_INTEGER])(
    'opens with its newest messages for a link past its end: %i',
    async (seq) => {
      const home = setup(100);
      home.loader.open(LOBBY, seq);
      await home.answer();
      expect(home.range()).toBe('41-100 end');
      expect(home.store.getState().timelines['lobby']).toMatchObject({ missingSeq: seq, load: { state: 'idle' } });
    },
  );

  test('opens where it begins now for a link to a message that is gone because of its age', async () => {
    const home = setup(500, { swept: 200 });
    home.loader.open(LOBBY, 50);
    await home.answer();
    expect(home.range()).toBe('201-300');
    expect(home.store.getState().timelines['lobby']).toMatchObject({ missingSeq: 50 });
    home.loader.open(LOBBY, 250);
    expect(home.held).toEqual([]);
  });

  test('opens also when nothing is in it, or nothing any more', async () => {
    for (const home of [setup(0), setup(300, { swept: 300 })])
      for (const seq of [null, 7]) {
        home.loader.open(LOBBY, seq);
        await home.answer();
        expect(home.range()).toBe('undefined-undefined end');
      }
  });

  test('opens around a message also when pages are cut by their size', async () => {
    const home = setup(500, { pageMax: 10 });
    home.loader.open(LOBBY, 200);
    await home.answer();
    expect(home.range()).toBe('171-200');
  });

  test('asks for one page at a time, and for none that is not needed', async () => {
    const home = setup(500);
    home.loader.open(LOBBY, null);
    home.loader.loadOlder(LOBBY);
    expect(home.held).toHaveLength(1);
    await home.answer();
    home.loader.open(LOBBY, 450);
    home.loader.loadNewer(LOBBY);
    expect(home.held).toHaveLength(0);
  });

  test('goes to another place even while a page is on its way, which then is dropped', async () => {
    const home = setup(500);
    home.loader.open(LOBBY, null);
    await home.answer();
    home.loader.loadOlder(LOBBY);
    home.loader.open(LOBBY, 30);
    await home.answer();
    expect(home.range()).toBe('1-100');
    expect(home.load()).toEqual({ state: 'idle' });
  });

  test('does not take its newest page for the end when more was posted meanwhile', async () => {
    const home = setup(5);
    home.loader.open(LOBBY, null);
    home.store.setState({ snapshot: snapshot({ rooms: { lobby: view(room('lobby', { last_seq: 6 })) } }) });
    await home.answer();
    expect(home.range()).toBe('1-5');
  });

  test('says why it could not be loaded, and is loaded when tried again', async () => {
    const home = setup(5);
    home.fail(new AppError('internal_error'));
    home.loader.open(LOBBY, null);
    await home.answer();
    expect(home.load()).toEqual({ state: 'failed', direction: 'around', message: 'Something went wrong in the home.' });
    home.fail(null);
    home.loader.open(LOBBY, null);
    await home.answer();
    expect(home.range()).toBe('1-5 end');
  });

  test('asks for nothing without a connection', () => {
    const home = setup(5);
    home.store.setState({ connection: { state: 'waiting', retry_ms: 100 } });
    home.loader.open(LOBBY, null);
    expect([home.held.length, home.range()]).toEqual([0, 'none']);
  });

  test('keeps little when it is left, and nothing that is still on its way', async () => {
    const home = setup(500);
    home.loader.open(LOBBY, null);
    await home.answer();
    home.loader.loadOlder(LOBBY);
    await home.answer();
    home.loader.loadOlder(LOBBY);
    home.loader.close(LOBBY);
    await home.answer();
    expect(home.range()).toBe('401-500 end');
    expect(home.load()).toEqual({ state: 'idle' });
  });

  test('is forgotten when it is left in the middle', async () => {
    const home = setup(500);
    home.loader.open(LOBBY, 100);
    await home.answer();
    home.loader.close(LOBBY);
    expect(home.range()).toBe('none');
  });

  test('is loaded again for the edits that were missed', async () => {
    const home = setup(20);
    home.loader.open(LOBBY, null);
    await home.answer();
    const stale = home.store.getState().timelines['lobby']!;
    const old = stale.messages.map((each) => (each.seq === 3 ? message(3, { content: 'before the edit' }) : each));
    home.store.setState({ timelines: { lobby: { ...stale, messages: old, reachesEnd: false } } });
    home.loader.refresh(LOBBY);
    await home.answer();
    expect(home.range()).toBe('1-20 end');
    expect(home.store.getState().timelines['lobby']?.messages[2]?.content).toBe('Message 3');
  });
});

test('a linked message that is in no window is found by its seq', async () => {
  const home = setup(500);
  home.loader.loadLinked('lobby', 7);
  await home.answer();
  expect(home.store.getState().quoted['message-7']?.seq).toBe(7);
});

test('an answered message that is in no window is found by its id', async () => {
  const home = setup(500);
  home.loader.loadQuoted('lobby', 'message-7');
  await home.answer();
  expect(home.store.getState().quoted['message-7']?.seq).toBe(7);
});
