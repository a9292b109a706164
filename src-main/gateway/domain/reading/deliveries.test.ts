import { expect, it, vi } from 'vitest';
import type { Core } from '../core.ts';
import { Deliveries } from './deliveries.ts';

const PERSON = 'sarah';
const room = { id: 'room', direct: true, last_seq: 0 };

/** A core with one direct room, whose writes wait for the test. */
function setup() {
  const delivered = new Map<string, number>();
  const writes: { seq: number; finish(): void; fail(): void }[] = [];
  let publish: (change: object) => void = () => undefined;
  const core = {
    directory: {
      rooms: () => [],
      room: () => ({ room, members: new Set([PERSON, 'ada']) }),
      participant: () => ({ kind: 'person' }),
      deliveriesIn: () => [...delivered].map(([participant_id, seq]) => ({ participant_id, seq, at: 1 })),
    },
    onChange: (listener: typeof publish) => {
      publish = listener;
      return () => undefined;
    },
    publish: () => undefined,
    write: (_name: string, { rooms: [moved] }: { rooms: { seq: number }[] }) =>
      new Promise<string[]>((resolve, reject) => {
        const seq = moved?.seq ?? 0;
        writes.push({
          seq,
          finish() {
            delivered.set(PERSON, seq);
            resolve([room.id]);
          },
          fail: () => reject(new Error('The disk is full.')),
        });
      }),
  };
  const deliveries = new Deliveries(core as unknown as Core);
  deliveries.start({ after: () => () => undefined, ping: () => undefined, log: () => undefined });
  const post = (seq: number): void =>
    publish({ event: { type: 'message.posted', cursor: seq * 10, message: { seq, room_id: room.id, author_id: 'ada' } } });
  return { writes, post, pong: (cursor: number) => deliveries.heard(PERSON, { cursor }) };
}

it('one write is under way for a person, however many pongs come', async () => {
  const { writes, post, pong } = setup();
  post(1);
  for (let count = 0; count < 1_000; count += 1) pong(10);
  expect(writes).toHaveLength(1);
  post(2);
  for (let count = 0; count < 1_000; count += 1) pong(20);
  expect(writes).toHaveLength(1);
  writes[0]?.finish();
  // The newer one is not lost.
  await vi.waitFor(() => expect(writes.map(({ seq }) => seq)).toEqual([1, 2]));
  writes[1]?.finish();
  await new Promise(setImmediate);
  pong(20);
  expect(writes).toHaveLength(2);
});

it('a write that failed is tried again with the next pong', async () => {
  const { writes, post, pong } = setup();
  post(1);
  pong(10);
  writes[0]?.fail();
  await new Promise(setImmediate);
  pong(10);
  expect(writes).toHaveLength(2);
});
