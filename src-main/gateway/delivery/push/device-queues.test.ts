import { beforeEach, describe, expect, it } from 'vitest';
import type { Message } from '../../../../src-shared/objects.ts';
import { createTestClock, type TestClock } from '../../testing/clock.ts';
import { DeviceQueues } from './device-queues.ts';
import type { PushOutcome } from './send.ts';

const settled = () => new Promise((resolve) => setImmediate(resolve));
const messageOf = (room_id: string, seq: number) => ({ room_id, seq }) as Message;
const outcome = (kind: PushOutcome['kind'], retryAfterMs: number | null = null): PushOutcome => ({
  kind,
  status: null,
  answer: '',
  retryAfterMs,
});

interface Attempt {
  device: string;
  /** Takes the message: there is a place. */
  take(): string | null;
  end(outcome: PushOutcome | null): Promise<unknown>;
  fail(error: Error): Promise<unknown>;
}

let clock: TestClock;
let queues: DeviceQueues;
let attempts: Attempt[];
let errors: unknown[];

beforeEach(() => {
  clock = createTestClock();
  [attempts, errors] = [[], []];
  queues = new DeviceQueues({
    after: clock.after,
    attempt(device, next) {
      const { promise, resolve, reject } = Promise.withResolvers<PushOutcome | null>();
      const take = (): string | null => {
        const message = next();
        return message && `${message.room_id} ${message.seq}`;
      };
      attempts.push({
        device,
        take,
        end: (result) => (resolve(result), settled()),
        fail: (error) => (reject(error), settled()),
      });
      return promise;
    },
    follow: (work) => void work.catch((error: unknown) => errors.push(error)),
  });
});

const add = (...rooms: string[]): void => rooms.forEach((room, at) => queues.add('phone', messageOf(room, at + 1)));
/** Takes and ends the newest attempt. */
async function attempt(kind: PushOutcome['kind'] | null): Promise<string | null> {
  const newest = attempts.at(-1);
  const taken = newest?.take() ?? null;
  await newest?.end(kind && outcome(kind));
  return taken;
}

describe('The queue of a device', () => {
  it('has one attempt at a time, with the newest message of a room once there is a place', async () => {
    for (let seq = 1; seq <= 10_000; seq += 1) queues.add('phone', messageOf('lobby', seq));
    queues.add('phone', messageOf('lobby', 9));
    queues.add('phone', messageOf('garden', 1));
    expect(attempts).toHaveLength(1);
    expect(await attempt('accepted')).toBe('lobby 10000');
    expect(await attempt('accepted')).toBe('garden 1');
    expect([attempts.length, queues.size]).toEqual([2, 0]);
  });

  it('waits after a failure with the messages of all rooms, which count as one outage', async () => {
    add('a', 'b', 'c', 'd', 'e');
    for (const wait of [30_000, 120_000, 600_000]) {
      await attempt('later');
      const { length } = attempts;
      queues.add('phone', messageOf('f', wait));
      clock.pass(wait - 1);
      expect(attempts).toHaveLength(length);
      clock.pass(1);
      expect(attempts).toHaveLength(length + 1);
    }
    const sent: (string | null)[] = [];
    for (let count = 0; count < 6; count += 1) sent.push(await attempt('accepted'));
    expect(new Set(sent.map((each) => each?.[0]))).toEqual(new Set('abcdef'));
    expect(queues.size).toBe(0);
  });

  it.each([
    [0, 30_000],
    [1_000, 30_000],
    [45_000, 45_000],
  ])('waits longer when the push service asks for it, and never shorter: asked for %i ms', async (asked, wait) => {
    add('a');
    attempts[0]?.take();
    await attempts[0]?.end(outcome('later', asked));
    clock.pass(wait - 1);
    expect(attempts).toHaveLength(1);
    clock.pass(1);
    expect(attempts).toHaveLength(2);
  });

  it('continues with the other rooms after an error, which is logged once', async () => {
    add('a', 'b', 'c');
    attempts[0]?.take();
    const error = new Error('The database is busy.');
    await attempts[0]?.fail(error);
    expect([await attempt('accepted'), await attempt('accepted')]).toEqual(['b 2', 'c 3']);
    expect([errors, queues.size]).toEqual([[error], 0]);
  });

  it('ends after an error before a message was taken', async () => {
    add('a', 'b');
    await attempts[0]?.fail(new Error('No slot'));
    expect([attempts.length, queues.size, errors.length]).toEqual([1, 0, 1]);
  });

  it('gives the messages up after the last of the failures', async () => {
    add('a', 'b');
    for (const wait of [30_000, 120_000, 600_000, 600_000]) {
      await attempt('later');
      clock.pass(wait);
    }
    expect([attempts.length, queues.size]).toEqual([4, 0]);
  });

  it('does not count an attempt that sent nothing, for or against the push service', async () => {
    add('a', 'b');
    await attempt('later');
    clock.pass(30_000);
    await attempt(null);
    await attempt('later');
    const { length } = attempts;
    clock.pass(119_999);
    expect(attempts).toHaveLength(length);
    clock.pass(1);
    expect(attempts).toHaveLength(length + 1);
  });

  it('ends when the push service does not know the device, and with its session', async () => {
    add('a', 'b');
    await attempt('gone');
    expect([attempts.length, queues.size]).toEqual([1, 0]);
    add('a', 'b');
    queues.add('laptop', messageOf('a', 1));
    queues.forget((device) => device === 'phone');
    await attempts[1]?.end(null);
    expect([attempts.map(({ device }) => device), queues.size]).toEqual([['phone', 'phone', 'laptop'], 1]);
    await attempt('later');
    queues.close();
    clock.pass(600_000);
    expect([attempts.length, queues.size]).toEqual([3, 0]);
  });

  it('ends when no slot is given', async () => {
    add('a', 'b');
    await attempts[0]?.end(null);
    expect([attempts.length, queues.size, errors]).toEqual([1, 0, []]);
  });
});
