import { expect, test } from 'vitest';
import { createNotificationGroups } from './groups.ts';
import { manualTimer } from './testing/manual-timer.ts';

test('up to three messages in two seconds are shown one by one', () => {
  const { groups, timer, visible } = setup();
  for (const name of ['a', 'b', 'c']) groups.add({ room_id: 'plan', name });
  timer.advance(10_000);
  expect(visible()).toEqual(['a', 'b', 'c']);
});

test('when more come, one takes the place of all', () => {
  const { groups, timer, visible } = setup();
  for (const name of ['a', 'b', 'c', 'd', 'e']) groups.add({ room_id: 'plan', name });
  expect(visible()).toEqual(['a', 'b', 'c']);
  timer.advance(2_000);
  expect(visible()).toEqual(['all of abcde']);
});

test('the one counts on while more come, and a quiet time ends it', () => {
  const { groups, timer, visible } = setup();
  for (const name of ['a', 'b', 'c', 'd']) groups.add({ room_id: 'plan', name });
  timer.advance(2_000);
  groups.add({ room_id: 'plan', name: 'e' });
  timer.advance(2_000);
  expect(visible()).toEqual(['all of abcde']);
  timer.advance(2_000);
  groups.add({ room_id: 'plan', name: 'f' });
  expect(visible()).toEqual(['all of abcde', 'f']);
});

test('reading a room takes its notifications away, and those of others stay', () => {
  const { groups, visible } = setup();
  groups.add({ room_id: 'plan', name: 'a' });
  groups.add({ room_id: 'lobby', name: 'b' });
  groups.forgetRoom('plan');
  expect(visible()).toEqual(['b']);
});

test('a group goes when every room in it was read', () => {
  const { groups, timer, visible } = setup();
  for (const [room_id, name] of [
    ['plan', 'a'],
    ['plan', 'b'],
    ['lobby', 'c'],
    ['lobby', 'd'],
  ] as const)
    groups.add({ room_id, name });
  timer.advance(2_000);
  groups.forgetRoom('plan');
  expect(visible()).toEqual(['all of abcd']);
  groups.forgetRoom('lobby');
  expect(visible()).toEqual([]);
});

test('what was kept back for a group is shown when reading a room leaves too few for one', () => {
  const { groups, timer, visible } = setup();
  for (const name of ['a', 'b', 'c']) groups.add({ room_id: 'plan', name });
  groups.add({ room_id: 'lobby', name: 'd' });
  groups.forgetRoom('plan');
  timer.advance(2_000);
  expect(visible()).toEqual(['d']);
});

test('closing takes everything away and shows nothing later', () => {
  const { groups, timer, visible } = setup();
  for (const name of ['a', 'b', 'c', 'd']) groups.add({ room_id: 'plan', name });
  groups.close();
  timer.advance(10_000);
  expect(visible()).toEqual([]);
});

interface Named {
  room_id: string;
  name: string;
}

function setup() {
  const timer = manualTimer();
  const screen = new Set<{ text: string }>();
  const show = (text: string) => {
    const shown = { text };
    screen.add(shown);
    return { close: () => void screen.delete(shown) };
  };
  const groups = createNotificationGroups<Named>({
    timer,
    showOne: ({ name }) => show(name),
    showMany: (items) => show(`all of ${items.map(({ name }) => name).join('')}`),
  });
  return { groups, timer, visible: () => [...screen].map(({ text }) => text) };
}
