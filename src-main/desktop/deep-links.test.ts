import { expect, test } from 'vitest';
import { placeInArguments } from './deep-links.ts';

test('a command line leads to the place that its link names', () => {
  expect(placeInArguments(['/opt/lanai', '--no-sandbox', 'lanai://room/lobby/7'])).toEqual({ room_id: 'lobby', seq: 7 });
  expect(placeInArguments(['lanai', '--', 'lanai://room/lobby'])).toEqual({ room_id: 'lobby', seq: null });
  expect(placeInArguments(['lanai', 'lanai://room/lobby'])).toEqual({ room_id: 'lobby', seq: null });
});

test.each([
  [[]],
  [['lanai', '--port=0']],
  [['lanai://invite/abc']],
  [['lanai://room/../x']],
  [['lanai://room/lobby/7/delete']],
  [['lanai://room/lobby?x=1']],
])('%j leads nowhere', (args) => {
  expect(placeInArguments(args)).toBeNull();
});
