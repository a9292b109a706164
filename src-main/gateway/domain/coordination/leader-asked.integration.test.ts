// A person who leads does not lose the lead to an election of another participant without being asked.
import { beforeEach, expect, it } from 'vitest';
import { ELECTION_MS, LEADER_ASKED_MS } from '../../../../src-shared/limits.ts';
import { createTestClock, realAfterBut } from '../../testing/clock.ts';
import { homeForEach } from '../../testing/shared-home.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';
import type { WireClient } from '../../testing/wire-client.ts';

const clock = createTestClock();
const home = homeForEach(() => ({ after: realAfterBut((ms) => ms === ELECTION_MS || ms === LEADER_ASKED_MS, clock) }));
let maya: Watcher;
let sarah: Watcher;
let nova: WireClient;

const room_id = 'lobby';
const leader = async (): Promise<string | null> => (await sarah.fresh()).floors[room_id]?.leader_id ?? null;

beforeEach(async () => {
  maya = await watchAs(home, home.owner);
  sarah = await watchAs(home, await home.guest('Sarah', { role: 'member', scope: 'home' }));
  for (const each of [maya, sarah]) await each.do('join_room', { room_id });
  await maya.do('elect_leader', { room_id, stand: true });
  clock.pass(ELECTION_MS);
  expect(await leader()).toBe(maya.id);
  nova = await home.agent('nova', { agent_id: 'nova' });
  await nova.request('join_room', { room_id });
});

it('an agent that starts an election leads only when the leader does not answer', async () => {
  const started = await nova.request('elect_leader', { room_id });
  expect(started.payload).toMatchObject({ candidates: ['nova'], message: expect.stringContaining('30 seconds') });
  expect((await nova.waitFor(({ type }) => type === 'election_started')).payload).toMatchObject({ opt_out_seconds: 30 });
  expect((await maya.picture()).floors[room_id]?.election).toMatchObject({ started_by: 'nova', asks_id: maya.id });
  clock.pass(ELECTION_MS);
  expect(await leader()).toBe(maya.id);
  clock.pass(LEADER_ASKED_MS);
  expect(await leader()).toBe('nova');
  const { activities } = await maya.do('get_history', { room_id, view: 'timeline' });
  expect(activities?.filter(({ kind }) => kind === 'leads').map(({ participant_id }) => participant_id)).toEqual([maya.id, 'nova']);
});

it('the leader keeps the lead by declining, and the election is over for all', async () => {
  await nova.request('elect_leader', { room_id });
  await sarah.do('decline_election', { room_id });
  expect((await sarah.fresh()).floors[room_id]?.election).not.toBeNull();
  await maya.do('decline_election', { room_id });
  expect((await sarah.picture()).floors[room_id]).toMatchObject({ leader_id: maya.id, election: null });
  expect((await nova.waitFor(({ type }) => type === 'leader_elected')).payload).toMatchObject({ leader_id: maya.id });
  clock.pass(LEADER_ASKED_MS);
  expect(await leader()).toBe(maya.id);
  const again = await nova.request('decline_election', { room_id });
  expect(again.payload).toMatchObject({ code: 'no_election_active' });
});

it('no one is asked for an election of the leader, or of an agent that leads', async () => {
  const { asks_id } = await maya.do('elect_leader', { room_id });
  expect(asks_id).toBeNull();
  clock.pass(ELECTION_MS);
  expect(await leader()).toBe('nova');
  expect(await sarah.do('elect_leader', { room_id, stand: true })).toMatchObject({ asks_id: null });
});

it('a leader who leaves is asked no more, and the election continues', async () => {
  await nova.request('elect_leader', { room_id });
  await maya.do('leave_room', { room_id });
  expect(await leader()).toBeNull();
  // The others see the election too, and the leader who comes back cannot end it.
  expect((await sarah.picture()).floors[room_id]?.election).toMatchObject({ candidate_ids: ['nova'], asks_id: null });
  await maya.do('join_room', { room_id });
  await maya.do('decline_election', { room_id });
  clock.pass(LEADER_ASKED_MS);
  expect(await leader()).toBe('nova');
});

it('a candidate who declines is removed from the list of all', async () => {
  await nova.request('elect_leader', { room_id });
  await nova.request('decline_election', { room_id });
  expect((await sarah.picture()).floors[room_id]?.election).toMatchObject({ candidate_ids: [] });
  expect((await sarah.picture()).floors[room_id]).toEqual((await sarah.fresh()).floors[room_id]);
});
