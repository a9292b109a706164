// Connections that say nothing are cheap to open: a client that opens very many loses the oldest of them, and no one else is in the way.
import { expect, it } from 'vitest';
import { UNREGISTERED_MAX } from '../../../src-shared/limits.ts';
import { createTestClock } from '../testing/clock.ts';
import { homeForAll } from '../testing/shared-home.ts';

// No time passes: none of them goes because it was silent for too long.
const home = homeForAll(createTestClock());

it('A flood of connections that never register makes room for those that do', async () => {
  const ada = await home.agent('Ada');
  const app = await home.socketOf(home.owner);
  const silent = await home.lines();
  let isSilentHere = true;
  void silent.closed.then(() => (isSilentHere = false));
  const flood = await Promise.all(Array.from({ length: UNREGISTERED_MAX - 1 }, () => home.lines()));
  expect((await ada.request('ping')).type).toBe('pong');
  expect(isSilentHere).toBe(true);

  const bob = await home.agent('Bob');
  await silent.closed;
  expect((await bob.request('ping')).type).toBe('pong');
  expect((await ada.request('ping')).type).toBe('pong');
  expect((await app.request('ping')).type).toBe('pong');
  // Bob was the one too many, and is none of them any more: no one else had to go.
  expect((await flood[0]!.request('ping')).type).toBe('pong');
  for (const each of flood) each.close();
  expect(home.logged).toEqual([]);
});
