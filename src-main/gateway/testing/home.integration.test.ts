import { expect, test } from 'vitest';
import { homeForAll } from './shared-home.ts';
import { WATCH } from './watch-payload.ts';

const home = homeForAll();

test('a test home has an owner who is signed in and an agent that can register', async () => {
  const session = await home.owner.get('/api/session');
  expect(session.status).toBe(200);
  const agent = await home.agent('scout');
  expect((await agent.request('list_rooms')).type).toBe('room_list');
  const app = await home.socketOf(home.owner);
  expect((await app.request('watch', WATCH)).type).toBe('ok');
  expect(home.logged).toEqual([]);
});
