import { expect, it } from 'vitest';
import { Unconfirmed } from './unconfirmed.ts';

function noted(...messages: [room: string, seq: number][]): Unconfirmed {
  const unconfirmed = new Unconfirmed();
  note(unconfirmed, messages);
  return unconfirmed;
}

function note(unconfirmed: Unconfirmed, messages: [room: string, seq: number][]): void {
  for (const [room, seq] of messages) unconfirmed.note(room, seq, 10);
}

it('has for each room the seq before the first message', () => {
  const unconfirmed = noted(['a', 5], ['b', 1], ['a', 6]);
  expect(unconfirmed.positions()).toEqual(
    new Map([
      ['a', 4],
      ['b', 0],
    ]),
  );
  expect([unconfirmed.messages, unconfirmed.bytes]).toEqual([3, 30]);
});

it('an answer confirms what was sent before its heartbeat, and nothing after it', () => {
  const unconfirmed = noted(['a', 5]);
  unconfirmed.heartbeat(false);
  note(unconfirmed, [['a', 6]]);
  expect(unconfirmed.positions()).toEqual(new Map([['a', 4]]));
  unconfirmed.answered();
  expect(unconfirmed.positions()).toEqual(new Map([['a', 5]]));
  unconfirmed.heartbeat(false);
  unconfirmed.answered();
  expect([unconfirmed.positions().size, unconfirmed.messages, unconfirmed.bytes]).toEqual([0, 0, 0]);
});

it('without an answer keeps everything, and the answer to an earlier heartbeat confirms nothing after it', () => {
  const unconfirmed = noted(['a', 1]);
  for (let seq = 2; seq <= 4; seq += 1) {
    unconfirmed.heartbeat(false);
    note(unconfirmed, [['a', seq]]);
  }
  unconfirmed.answered();
  expect(unconfirmed.positions()).toEqual(new Map([['a', 0]]));
  unconfirmed.answered();
  unconfirmed.answered();
  expect(unconfirmed.positions().get('a')).toBeLessThanOrEqual(3);
  expect(unconfirmed.positions().get('a')).toBeLessThan(4);
});

it('of a client that only says other things keeps what was sent since the heartbeat before it was heard', () => {
  const unconfirmed = noted(['a', 1]);
  unconfirmed.heartbeat(true);
  note(unconfirmed, [['a', 2]]);
  unconfirmed.heartbeat(true);
  note(unconfirmed, [['a', 3]]);
  expect(unconfirmed.positions()).toEqual(new Map([['a', 1]]));
  unconfirmed.heartbeat(false);
  expect(unconfirmed.positions()).toEqual(new Map([['a', 1]]));
});

it('has nothing once the client has everything', () => {
  const unconfirmed = noted(['a', 1]);
  unconfirmed.heartbeat(false);
  note(unconfirmed, [['b', 1]]);
  unconfirmed.clear();
  expect(unconfirmed.positions()).toEqual(new Map());
});

it('says up to which message an answer confirms each room', () => {
  const unconfirmed = noted(['a', 5], ['b', 1], ['a', 6]);
  expect(unconfirmed.answered()).toEqual(new Map());
  unconfirmed.heartbeat(false);
  note(unconfirmed, [['a', 7]]);
  expect(unconfirmed.answered()).toEqual(
    new Map([
      ['a', 6],
      ['b', 1],
    ]),
  );
});

it('needs a heartbeat for messages that the answer to none on its way confirms', () => {
  const unconfirmed = noted();
  expect(unconfirmed.needsHeartbeat).toBe(false);
  note(unconfirmed, [['a', 1]]);
  expect(unconfirmed.needsHeartbeat).toBe(true);
  unconfirmed.heartbeat(false);
  note(unconfirmed, [['a', 2]]);
  expect(unconfirmed.needsHeartbeat).toBe(false);
  unconfirmed.answered();
  expect(unconfirmed.needsHeartbeat).toBe(true);
});
