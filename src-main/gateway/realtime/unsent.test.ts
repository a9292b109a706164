import { expect, test } from 'vitest';
import { Unsent } from './unsent.ts';

function given(...messages: [room: string, seq: number, bytes: number][]): Unsent {
  const unsent = new Unsent();
  for (const [room, seq, bytes] of messages) {
    unsent.gave(bytes, 0);
    unsent.note(room, seq);
  }
  return unsent;
}

test('with nothing waiting everything is out', () => {
  expect(given(['a', 1, 100], ['b', 1, 100]).positions(0)).toEqual(new Map());
});

test('what waits begins with the message that is not whole out, room by room', () => {
  const unsent = given(['a', 1, 100], ['b', 7, 100], ['a', 2, 100], ['b', 8, 100]);
  expect(unsent.positions(250)).toEqual(
    new Map([
      ['b', 6],
      ['a', 1],
    ]),
  );
  expect(unsent.positions(1)).toEqual(new Map([['b', 7]]));
});

test('the end keeps what waited then, and what was to follow', () => {
  const unsent = given(['a', 1, 100], ['a', 2, 100]);
  unsent.saw(0);
  unsent.end();
  expect(unsent.positions(0)).toEqual(new Map());
  unsent.gave(100, 0);
  unsent.note('a', 3);
  expect(unsent.positions(0)).toEqual(new Map([['a', 2]]));
  const late = given(['a', 1, 100], ['a', 2, 100]);
  late.saw(100);
  late.end();
  expect(late.positions(0)).toEqual(new Map([['a', 1]]));
});

test('however many were given, only those that wait are kept', () => {
  const unsent = new Unsent();
  let kept = 0;
  for (let seq = 1; seq <= 10_000; seq += 1) {
    unsent.gave(10, 50);
    if (unsent.note('a', seq)) unsent.prune(50);
    kept = Math.max(kept, unsent.size);
  }
  expect(unsent.positions(50)).toEqual(new Map([['a', 9_995]]));
  expect(kept).toBeLessThan(1_000);
});
