import { expect, test } from 'vitest';
import { placeAddress } from './own-home.ts';

const PLACE = { room_id: 'lobby', seq: 17 };

test('the copied address of a place is one that others reach', () => {
  const [here, shared, tunnel] = ['http://127.0.0.1:47310', 'http://192.168.1.20:47310', 'https://lanai.example'];
  expect(placeAddress([here], PLACE)).toBe(`${here}/#/room/lobby/17`);
  expect(placeAddress([here, shared], PLACE)).toBe(`${shared}/#/room/lobby/17`);
  expect(placeAddress([tunnel, shared], PLACE)).toBe(`${tunnel}/#/room/lobby/17`);
});
