import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import type { AgentClient } from '../../src-shared/client/agent-client.ts';
import type { ChatMessage } from './messages.ts';
import { createInbox, tailRoom } from './room-tail.ts';

const PAGE = 3;

function message(seq: number): ChatMessage {
  const fields = { message_id: `m${seq}`, room_id: 'lobby', agent_id: 'bob', agent_name: 'Bob', content: 'x', metadata: null };
  return { ...fields, timestamp: '2026-01-02T03:04:05Z', seq };
}

/** A home with one room: says things, pushes some of them, and loses its connections. */
function fakeHome({ keepsHistory = true } = {}) {
  const inbox = createInbox();
  const rows: ChatMessage[] = [];
  let lose: (() => void) | null = null;
  let connections = 0;
  const client = (): AgentClient => {
    connections += 1;
    let isLost = false;
    let tellEnded: (code: null) => void = () => undefined;
    const ended = new Promise<null>((resolve) => (tellEnded = resolve));
    const end = (): void => {
      isLost = true;
      tellEnded(null);
    };
    lose = end;
    return {
      me: { agent_id: 'me', name: 'Me' },
      ended,
      close: end,
      async request(_type, payload, reply) {
        await Promise.resolve();
        if (isLost) throw new ConnectionLost('lost');
        const { since_seq } = payload as { since_seq: number };
        const messages = keepsHistory ? rows.filter((row) => row.seq > since_seq).slice(0, PAGE) : [];
        return reply.parse({ messages });
      },
    };
  };
  return {
    inbox,
    next: () => Promise.resolve(client()),
    post(isPushed = true) {
      const posted = message(rows.length + 1);
      rows.push(posted);
      if (isPushed) inbox.put('message_received', posted);
      return posted;
    },
    push: (type: string, payload: unknown) => inbox.put(type, payload),
    lose: () => lose?.(),
    get count() {
      return rows.length;
    },
    get connections() {
      return connections;
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function tail(home: ReturnType<typeof fakeHome>, since = 0, until = Infinity) {
  const seen: number[] = [];
  const over = tailRoom(
    {
      roomId: 'lobby',
      since,
      next: home.next,
      onMessage: ({ seq }) => seen.push(seq) < until,
      onCaughtUp: () => true,
    },
    home.inbox,
  );
  return { seen, over };
}

const numbers = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_each, index) => from + index);

describe('a room as it continues', () => {
  it('begins after a place, with every page of what is there', async () => {
    const home = fakeHome();
    for (let count = 0; count < 11; count += 1) home.post(false);
    const { seen } = tail(home, 2);
    await settle();
    expect(seen).toEqual(numbers(3, 11));
  });

  it('takes what is pushed, and fills the gap that a message leaves which was not', async () => {
    const home = fakeHome();
    const { seen } = tail(home);
    await settle();
    home.post();
    home.post(false);
    home.post(false);
    await settle();
    expect(seen).toEqual([1]);
    home.post();
    await settle();
    expect(seen).toEqual([1, 2, 3, 4]);
  });

  it('looks for itself when something is pushed that it cannot read', async () => {
    const home = fakeHome();
    const { seen } = tail(home);
    await settle();
    home.post(false);
    home.push('decision_made', { room_id: 'lobby', message_id: 'm1', content: 'so be it' });
    await settle();
    expect(seen).toEqual([1]);
  });

  it('lets what is pushed of other rooms be', async () => {
    const home = fakeHome();
    const { seen } = tail(home);
    await settle();
    home.push('message_received', { ...message(7), room_id: 'attic' });
    await settle();
    expect(seen).toEqual([]);
  });

  it('shows what is pushed in a room that keeps no history', async () => {
    const home = fakeHome({ keepsHistory: false });
    const { seen } = tail(home);
    await settle();
    home.post(false);
    home.post();
    home.post();
    await settle();
    expect(seen).toEqual([2, 3]);
  });

  it('ends when enough was seen, in the middle of a page or of what was pushed', async () => {
    const home = fakeHome();
    for (let count = 0; count < 5; count += 1) home.post(false);
    const early = tail(home, 0, 2);
    await early.over;
    expect(early.seen).toEqual([1, 2]);
    const late = tail(home, 5, 1);
    await settle();
    home.post();
    home.post();
    await late.over;
    expect(late.seen).toEqual([6]);
  });

  it('is reported once, whole and in order, whatever is pushed twice, late or not at all and after any lost connection', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ kind: fc.constant('post' as const), isPushed: fc.boolean() }) },
      { weight: 2, arbitrary: fc.record({ kind: fc.constant('again' as const), seq: fc.nat(20) }) },
      { weight: 1, arbitrary: fc.constant({ kind: 'lose' as const }) },
      { weight: 2, arbitrary: fc.constant({ kind: 'settle' as const }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
        const home = fakeHome();
        const { seen } = tail(home);
        for (const each of steps) {
          if (each.kind === 'post') home.post(each.isPushed);
          else if (each.kind === 'again' && each.seq >= 1 && each.seq <= home.count) home.push('message_received', message(each.seq));
          else if (each.kind === 'lose') home.lose();
          else if (each.kind === 'settle') await settle();
        }
        await settle();
        home.post();
        for (let turn = 0; turn < 20 && seen.length < home.count; turn += 1) await settle();
        expect(seen).toEqual(numbers(1, home.count));
      }),
    );
  });
});
