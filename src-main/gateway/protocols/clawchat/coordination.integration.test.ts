// Votes, elections, decisions, tasks, thoughts and turns, as agents of the ClawChat protocol see them.
import { beforeEach, describe, expect, test } from 'vitest';
import { HomeEvent } from '../../../../src-shared/events/index.ts';
import type { ServerFrame } from '../../../../src-shared/frames.ts';
import { ELECTION_MS, RECONNECT_WINDOW_MS } from '../../../../src-shared/limits.ts';
import { createTestClock, realAfterBut } from '../../testing/clock.ts';
import { startTestHome } from '../../testing/home.ts';
import { homeForEach } from '../../testing/shared-home.ts';
import { watchAs } from '../../testing/watcher.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { WATCH } from '../../testing/watch-payload.ts';

type Payload = Record<string, never> & { [key: string]: unknown };

/** Elections end when a test says so. */
const elections = createTestClock();
const home = homeForEach(() => ({ after: realAfterBut((ms) => ms === ELECTION_MS, elections) }));
let ada: WireClient;
let rune: WireClient;
let quill: WireClient;

beforeEach(async () => {
  ada = await inLobby('ada');
  rune = await inLobby('rune');
  quill = await inLobby('quill');
});

async function inLobby(id: string): Promise<WireClient> {
  const agent = await home.agent(id, { agent_id: id, reconnect: false });
  await agent.request('join_room', { room_id: 'lobby' });
  return agent;
}

async function ok(agent: WireClient, type: string, payload: object): Promise<Payload> {
  const reply = await agent.request(type, payload);
  expect(reply.type, JSON.stringify(reply.payload)).not.toBe('error');
  return reply.payload as Payload;
}

async function refused(agent: WireClient, type: string, payload: object): Promise<unknown> {
  const reply = await agent.request(type, payload);
  expect(reply.type).toBe('error');
  return (reply.payload as Payload).code;
}

function event(agent: WireClient, type: string, holds: (payload: Payload) => boolean = () => true): Promise<ServerFrame> {
  return agent.waitFor((frame) => frame.type === type && frame.reply_to === undefined && holds(frame.payload as Payload), type);
}

async function electAda(): Promise<void> {
  await ok(ada, 'elect_leader', { room_id: 'lobby' });
  for (const other of [rune, quill]) await ok(other, 'decline_election', { room_id: 'lobby' });
  elections.pass(ELECTION_MS);
  await event(ada, 'leader_elected');
}

describe('votes', () => {
  const question = { room_id: 'lobby', title: 'Stop above', options: ['0.5%', '1%'] };

  test('are sealed until everybody present has voted, then the tally and the ballots come at once', async () => {
    const vote = await ok(ada, 'create_vote', question);
    expect(vote).toMatchObject({ status: 'open', votes_cast: 0, eligible_voters: 3 });
    await event(quill, 'vote_created');
    expect(await ok(ada, 'cast_vote', { vote_id: vote.vote_id, option_index: 0 })).toMatchObject({ votes_cast: 1, eligible_voters: 3 });
    await ok(rune, 'cast_vote', { vote_id: vote.vote_id, option_index: 1 });
    const open = await ok(quill, 'get_vote_status', { vote_id: vote.vote_id });
    expect(open).not.toHaveProperty('tally');
    await ok(quill, 'cast_vote', { vote_id: vote.vote_id, option_index: 0 });
    const result = (await event(ada, 'vote_result')).payload as Payload;
    expect(result).toMatchObject({
      total_votes: 3,
      tally: [
        { option_index: 0, option_text: '0.5%', count: 2 },
        { option_index: 1, count: 1 },
      ],
    });
    expect(result.ballots).toHaveLength(3);
    expect(await ok(ada, 'list_votes', { room_id: 'lobby' })).toMatchObject({ votes: [{ status: 'closed' }] });
  });

  test('do not wait for a participant who left without voting', async () => {
    const { vote_id } = await ok(ada, 'create_vote', question);
    await ok(ada, 'cast_vote', { vote_id, option_index: 0 });
    await ok(rune, 'cast_vote', { vote_id, option_index: 0 });
    await ok(quill, 'leave_room', { room_id: 'lobby' });
    expect((await event(ada, 'vote_result')).payload).toMatchObject({ total_votes: 2, eligible_voters: 3 });
  });

  test('wait two minutes for a participant who lost the connection, as an agent has that uses one for each thing it does', async () => {
    const clock = createTestClock();
    const timed = await startTestHome({ now: clock.now, after: clock.after });
    try {
      const agents = await Promise.all(['eve', 'fay', 'gus'].map((id) => timed.agent(id, { agent_id: id })));
      const [eve, fay, gus] = agents as [WireClient, WireClient, WireClient];
      for (const agent of agents) await ok(agent, 'join_room', { room_id: 'lobby' });
      const { vote_id } = await ok(eve, 'create_vote', question);
      fay.close();
      gus.close();
      await event(eve, 'agent_left', ({ agent_id }) => agent_id === 'gus');
      await ok(eve, 'cast_vote', { vote_id, option_index: 0 });
      clock.pass(RECONNECT_WINDOW_MS / 2);
      const back = await timed.agent('fay', { agent_id: 'fay' });
      expect(await ok(back, 'cast_vote', { vote_id, option_index: 1 })).toMatchObject({ votes_cast: 2, eligible_voters: 3 });
      expect(await ok(eve, 'get_vote_status', { vote_id })).toMatchObject({ status: 'open' });
      clock.pass(RECONNECT_WINDOW_MS / 2);
      expect((await event(eve, 'vote_result')).payload).toMatchObject({ total_votes: 2, eligible_voters: 3 });
    } finally {
      await timed.close();
    }
  });

  test('take the ballot of a person who comes later, do not wait for people, and stay closed to agents who come later', async () => {
    const { vote_id } = await ok(ada, 'create_vote', question);
    const late = await home.agent('late', { agent_id: 'late' });
    await ok(late, 'join_room', { room_id: 'lobby' });
    expect(await refused(late, 'cast_vote', { vote_id, option_index: 0 })).toBe('access_denied');
    const ballot = await home.owner.put(`/api/votes/${vote_id}/ballot`, { option_index: 1 });
    expect(ballot.json()).toMatchObject({ id: vote_id, tally: null });
    expect(await ok(ada, 'get_vote_status', { vote_id })).toMatchObject({ votes_cast: 1, eligible_voters: 4 });
    const again = await home.owner.put(`/api/votes/${vote_id}/ballot`, { option_index: 0, replace: false });
    expect(again.status).toBe(409);
    for (const agent of [ada, rune, quill]) await ok(agent, 'cast_vote', { vote_id, option_index: 0 });
    expect((await event(ada, 'vote_result')).payload).toMatchObject({
      total_votes: 4,
      eligible_voters: 4,
      tally: [{ count: 3 }, { count: 1 }],
    });
  });

  test('close at their deadline, and at once with none to wait for', async () => {
    await ok(ada, 'create_vote', { ...question, title: 'short', duration_secs: 0.2 });
    expect((await event(rune, 'vote_result')).payload).toMatchObject({ title: 'short', total_votes: 0 });
    await ok(ada, 'create_vote', { ...question, title: 'none', duration_secs: 0 });
    await event(rune, 'vote_result', (payload) => payload.title === 'none');
  });

  test('and their deadlines survive a restart', async () => {
    const { dataDir } = home;
    const { vote_id } = await ok(ada, 'create_vote', { ...question, duration_secs: 30 });
    await ok(ada, 'cast_vote', { vote_id, option_index: 1 });
    await home.gateway.close();
    const clock = createTestClock();
    const again = await startTestHome({ ...clock, dataDir });
    const agent = await again.agent('rune', { agent_id: 'rune' });
    await agent.request('join_room', { room_id: 'lobby' });
    expect(await ok(agent, 'get_vote_status', { vote_id })).toMatchObject({ status: 'open' });
    clock.pass(30_000);
    await event(agent, 'vote_result', (payload) => payload.vote_id === vote_id);
    await again.close();
  });

  test('do not wait for ever for those who are not back after a restart', async () => {
    const { dataDir } = home;
    const { vote_id } = await ok(ada, 'create_vote', question);
    await ok(ada, 'cast_vote', { vote_id, option_index: 1 });
    await home.gateway.close();
    const clock = createTestClock();
    const again = await startTestHome({ ...clock, dataDir });
    const agents = await Promise.all(['ada', 'rune'].map((agent_id) => again.agent(agent_id, { agent_id })));
    for (const each of agents) await ok(each, 'join_room', { room_id: 'lobby' });
    const [adaAgain, runeAgain] = agents as [WireClient, WireClient];
    clock.pass(RECONNECT_WINDOW_MS / 2);
    for (const each of agents) await ok(each, 'ping', {});
    clock.pass(RECONNECT_WINDOW_MS / 2);
    expect(await ok(adaAgain, 'get_vote_status', { vote_id })).toMatchObject({ status: 'open', votes_cast: 1 });
    await ok(runeAgain, 'cast_vote', { vote_id, option_index: 0 });
    expect((await event(adaAgain, 'vote_result')).payload).toMatchObject({ vote_id, total_votes: 2, eligible_voters: 3 });
    expect(again.logged).toEqual([]);
    await again.close();
  });
});

describe('elections and decisions', () => {
  test('one who declines is not elected, and only the leader decides', async () => {
    expect(await refused(ada, 'decision', { room_id: 'lobby', content: 'too early' })).toBe('not_leader');
    expect(await refused(ada, 'decline_election', { room_id: 'lobby' })).toBe('no_election_active');
    await ok(ada, 'elect_leader', { room_id: 'lobby' });
    expect(await refused(rune, 'elect_leader', { room_id: 'lobby' })).toBe('election_in_progress');
    expect((await event(rune, 'election_started')).payload).toMatchObject({ started_by: 'ada', opt_out_seconds: 2 });
    await ok(rune, 'decline_election', { room_id: 'lobby' });
    await ok(quill, 'decline_election', { room_id: 'lobby' });
    elections.pass(ELECTION_MS);
    expect((await event(rune, 'leader_elected')).payload).toMatchObject({ leader_id: 'ada', leader_name: 'ada' });
    const { message_id } = await ok(ada, 'decision', { room_id: 'lobby', content: 'Gate at 0.5%', metadata: { why: 'vote' } });
    expect((await event(quill, 'decision_made')).payload).toMatchObject({
      message_id,
      leader_id: 'ada',
      content: 'Gate at 0.5%',
      metadata: { why: 'vote' },
    });
    await event(ada, 'decision_made');
    expect(await refused(rune, 'decision', { room_id: 'lobby', content: 'no' })).toBe('not_leader');
  });

  test('a name in a decision is a mention, a name in a thought is not', async () => {
    const owner = await watchAs(home, home.owner);
    const name = owner.first.participants[owner.id]?.name;
    await electAda();
    await ok(ada, 'thinking', { room_id: 'lobby', content: `What would @${name} say?` });
    await ok(ada, 'decision', { room_id: 'lobby', content: `We ship. @${name}, press the button.` });
    expect((await owner.picture()).rooms['lobby']?.membership?.mentions).toBe(1);
    owner.close();
  });

  test('a connection beside that of the leader decides for it, and the lead stays when it goes', async () => {
    await electAda();
    const errand = await home.agent('ada', { agent_id: 'ada', beside: true });
    await ok(errand, 'decision', { room_id: 'lobby', content: 'from beside' });
    errand.close();
    await event(ada, 'decision_made', ({ content }) => content === 'from beside');
    await ok(ada, 'decision', { room_id: 'lobby', content: 'still' });
    expect(await ok(rune, 'room_info', { room_id: 'lobby' })).toMatchObject({ leader_id: 'ada' });
  });

  test('leaving gives the lead up', async () => {
    await electAda();
    await ok(ada, 'leave_room', { room_id: 'lobby' });
    expect((await event(rune, 'leader_cleared')).payload).toMatchObject({ reason: 'leader left' });
    await ok(ada, 'join_room', { room_id: 'lobby' });
    expect(await refused(ada, 'decision', { room_id: 'lobby', content: 'still me?' })).toBe('not_leader');
  });

  test('no leader is elected when all decline', async () => {
    await ok(ada, 'elect_leader', { room_id: 'lobby' });
    for (const each of [ada, rune, quill]) await ok(each, 'decline_election', { room_id: 'lobby' });
    elections.pass(ELECTION_MS);
    expect((await event(rune, 'leader_cleared')).payload).toMatchObject({ reason: 'all candidates declined' });
  });
});

describe('tasks', () => {
  test('are assigned by id or name, move through known states, and are heard of by all', async () => {
    const task = await ok(ada, 'assign_task', { room_id: 'lobby', title: 'Write the gate', assignee: 'Rune' });
    expect(task).toMatchObject({ status: 'pending', assignee: 'rune', created_by: 'ada' });
    await event(ada, 'task_assigned');
    await event(rune, 'task_assigned');
    expect(await ok(rune, 'update_task', { task_id: task.task_id, status: 'done', note: 'see the plan' })).toMatchObject({
      status: 'completed',
      note: 'see the plan',
      assignee: 'rune',
    });
    expect((await event(quill, 'task_updated')).payload).toMatchObject({ status: 'completed' });
    expect(await ok(ada, 'list_tasks', { room_id: 'lobby', status: 'pending' })).toMatchObject({ tasks: [] });
    expect(await refused(ada, 'update_task', { task_id: task.task_id, status: 'whatever' })).toBe('invalid_payload');
    expect(await refused(ada, 'assign_task', { room_id: 'lobby', title: 'x', assignee: 'nobody here' })).toBe('invalid_payload');
    expect(await refused(ada, 'update_task', { task_id: 'no such task' })).toBe('task_not_found');
  });

  test('that are given to another say to the app who gave them and to whom, also to one who comes back', async () => {
    const owner = await watchAs(home, home.owner);
    const task = await ok(ada, 'assign_task', { room_id: 'lobby', title: 'Write the gate', assignee: 'Rune' });
    const change = (payload: object) => ok(ada, 'update_task', { task_id: task.task_id, ...payload });
    await change({ note: 'soon' });
    await change({ assignee: 'rune' });
    await change({ assignee: 'quill' });
    await change({ assignee: '' });
    await owner.picture();
    const handed = [null, null, { by_id: 'ada', to_id: 'quill' }, null];
    expect(handings(owner.events())).toEqual(handed);
    const later = await home.socketOf(home.owner);
    await later.request('watch', { ...WATCH, cursor: owner.first.cursor });
    await later.request('room_tip', { room_id: 'lobby' });
    const missed = later.received.filter(({ type }) => type === 'event').map(({ payload }) => HomeEvent.parse(payload));
    expect(handings(missed)).toEqual(handed);
    owner.close();
    later.close();
  });

  test('and votes work in a room that lives in memory, and go with it', async () => {
    const room = await ok(ada, 'create_room', { name: 'scratch', ephemeral: true });
    await ok(ada, 'join_room', { room_id: room.room_id });
    const task = await ok(ada, 'assign_task', { room_id: room.room_id, title: 'Try it' });
    await ok(ada, 'update_task', { task_id: task.task_id, status: 'in_progress' });
    const vote = await ok(ada, 'create_vote', { room_id: room.room_id, title: 'Good?', options: ['yes', 'no'] });
    await ok(ada, 'cast_vote', { vote_id: vote.vote_id, option_index: 0 });
    await event(ada, 'vote_result');
    await ok(ada, 'leave_room', { room_id: room.room_id });
    expect(await refused(ada, 'update_task', { task_id: task.task_id })).toBe('task_not_found');
  });
});

describe('turns', () => {
  test('the turn goes to the next in order, and is announced only when it changes', async () => {
    expect((await ok(ada, 'room_info', { room_id: 'lobby' })).current_turn_holder).toBe('ada');
    await ok(ada, 'send_message', { room_id: 'lobby', content: 'your turn' });
    const told = (await event(quill, 'turn_changed', (payload) => payload.reason === 'message_sent')).payload;
    expect(told).toMatchObject({ current_turn_holder: 'rune', turn_order: ['ada', 'rune', 'quill'] });
    await ok(ada, 'send_message', { room_id: 'lobby', content: 'again' });
    await ok(rune, 'leave_room', { room_id: 'lobby' });
    await event(quill, 'turn_changed', (payload) => payload.reason === 'left' && payload.current_turn_holder === 'ada');
    expect(
      quill.received.filter((frame) => frame.type === 'turn_changed' && (frame.payload as Payload).reason === 'message_sent'),
    ).toHaveLength(1);
  });
});

function handings(events: readonly HomeEvent[]) {
  return events.flatMap((event) => (event.type === 'task.changed' ? [event.handed] : []));
}
