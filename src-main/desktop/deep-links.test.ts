import { expect, test } from 'vitest';
import { targetInArguments } from './deep-links.ts';

test('a command line leads to the place that its link names', () => {
  expect(targetInArguments(['/opt/lanai', '--no-sandbox', 'lanai://room/lobby/7'])).toEqual({ place: { room_id: 'lobby', seq: 7 } });
  expect(targetInArguments(['lanai', '--', 'lanai://room/lobby'])).toEqual({ place: { room_id: 'lobby', seq: null } });
  expect(targetInArguments(['lanai', 'lanai://room/lobby'])).toEqual({ place: { room_id: 'lobby', seq: null } });
});

test('a command line leads to another home by an invite', () => {
  const link = `lanai://join/${encodeURIComponent('http://192.168.1.5:4510/join#abc')}`;
  expect(targetInArguments(['lanai', '--', link])).toEqual({ invite: 'http://192.168.1.5:4510/join#abc' });
});

test.each([
  [[]],
  [['lanai', '--port=0']],
  [['lanai://invite/abc']],
  [['lanai://join/javascript%3Aalert(1)']],
  [['lanai://room/../x']],
  [['lanai://room/lobby/7/delete']],
  [['lanai://room/lobby?x=1']],
])('%j leads nowhere', (args) => {
  expect(targetInArguments(args)).toBeNull();
});
