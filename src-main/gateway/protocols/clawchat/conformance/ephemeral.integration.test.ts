// Rooms that live in memory, from their making to their end, and what is under them.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../../../../src-shared/ids.ts';
import { ELECTION_MS, EPHEMERAL_GRACE_MS, EPHEMERAL_UNJOINED_MS } from '../../../../../src-shared/limits.ts';
import { createTestClock, type TestClock } from '../../../testing/clock.ts';
import { ask } from '../../../testing/conformance/case.ts';
import { fieldOf, startOpenHome, type Agent, type OpenHome } from '../../../testing/transports.ts';

let dataDir: string;
let home: OpenHome;
let clock: TestClock;
let ada: Agent;
let rune: Agent;

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-ephemeral-'));
  clock = createTestClock();
  home = await startOpenHome({ ...clock, dataDir });
  [ada, rune] = [await home.enter('TCP', 'Ada'), await home.enter('WebSocket', 'Rune')];
});
afterEach(async () => {
  await home.close();
  expect(home.logged).toEqual([]);
  rmSync(dataDir, { recursive: true, force: true });
});

async function make(how: object = {}): Promise<string> {
  return String((await ask(ada, 'create_room', { name: 'Scratch', ephemeral: true, public: true, ...how })).room_id);
}

const presentIn = async (room_id: string): Promise<unknown> => (await ask(rune, 'room_info', { room_id })).agents;
const ownersPage = async (): Promise<Agent> => Object.assign(await home.socketOf(home.owner), { id: 'owner' });

const isThere = async (room_id: string): Promise<boolean> => (await rune.request('room_info', { room_id })).type !== 'error';

/** Keeps connections alive while the test's clock advances. */
async function pass(ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 60_000) {
    clock.pass(Math.min(left, 60_000));
    await Promise.all([ada, rune].map((each) => each.request('ping')));
  }
}

describe('A room in memory', () => {
  it('that was never opened ends after a while, and not before', async () => {
    const room_id = await make();
    await pass(EPHEMERAL_UNJOINED_MS - 1);
    expect(await isThere(room_id)).toBe(true);
    await pass(1);
    expect(await isThere(room_id)).toBe(false);
    expect(rune.received.filter((frame) => frame.type === 'room_destroyed')).toHaveLength(1);
  });

  it('that is open stays, however long', async () => {
    const room_id = await make();
    await ask(rune, 'join_room', { room_id });
    await pass(EPHEMERAL_UNJOINED_MS * 2);
    expect(await isThere(room_id)).toBe(true);
  });

  it.each(['leaves', 'loses its connection'])('stays while one of two %s, and ends with the last', async (way) => {
    const room_id = await make();
    for (const each of [ada, rune]) await ask(each, 'join_room', { room_id });
    if (way === 'leaves') await ask(ada, 'leave_room', { room_id });
    else ada.close();
    await rune.waitFor(({ type }) => type === 'agent_left');
    expect(await isThere(room_id)).toBe(true);
    // One that lost its connection has a moment to come back.
    if (way !== 'leaves') clock.pass(EPHEMERAL_GRACE_MS);
    await ask(rune, 'leave_room', { room_id });
    expect(await isThere(room_id)).toBe(false);
  });

  it('stays for a moment after the last agent lost its connection', async () => {
    const room_id = await make();
    await ask(ada, 'join_room', { room_id });
    await ask(ada, 'send_message', { room_id, content: 'kept' });
    ada.close();
    await expect.poll(() => presentIn(room_id)).toEqual([]);
    clock.pass(EPHEMERAL_GRACE_MS - 1);
    expect(await isThere(room_id)).toBe(true);
    clock.pass(1);
    expect(await isThere(room_id)).toBe(false);
  });

  it.each(['looks at another room', 'loads the page again'])('stays for a moment when the last person %s', async (way) => {
    const room_id = await make();
    const owner = await ownersPage();
    for (const each of [owner, ada]) await ask(each, 'join_room', { room_id });
    await ask(owner, 'send_message', { room_id, content: 'kept' });
    // The agent says that it is over for itself; the person is still there.
    await ask(ada, 'leave_room', { room_id });
    if (way === 'looks at another room') await ask(owner, 'leave_room', { room_id });
    else owner.close();
    await expect.poll(() => presentIn(room_id)).toEqual([]);
    clock.pass(EPHEMERAL_GRACE_MS - 1);
    expect(await isThere(room_id)).toBe(true);
    const back = await ownersPage();
    await ask(back, 'join_room', { room_id });
    clock.pass(EPHEMERAL_GRACE_MS);
    expect(await isThere(room_id)).toBe(true);
    expect(JSON.stringify(await ask(back, 'get_history', { room_id }))).toContain('kept');
    await ask(back, 'leave_room', { room_id });
    clock.pass(EPHEMERAL_GRACE_MS);
    expect(await isThere(room_id)).toBe(false);
  });

  it('is there for a person who just looked away, though the last agent leaves it', async () => {
    const room_id = await make();
    const owner = await ownersPage();
    for (const each of [owner, ada]) await ask(each, 'join_room', { room_id });
    await ask(owner, 'leave_room', { room_id });
    await ask(ada, 'leave_room', { room_id });
    expect(await isThere(room_id)).toBe(true);
    clock.pass(EPHEMERAL_GRACE_MS);
    expect(await isThere(room_id)).toBe(false);
  });

  it('ends when the last one is put out of it', async () => {
    const room_id = await make();
    await ask(rune, 'join_room', { room_id });
    const put = await ada.request('remove_member', { room_id, participant_id: rune.id });
    expect(put.type, JSON.stringify(put.payload)).toBe('ok');
    expect(await isThere(room_id)).toBe(false);
  });

  it('starts again at seq 1 under the same name, with nothing of the one before', async () => {
    for (let round = 0; round < 2; round += 1) {
      const room_id = await make();
      await ask(ada, 'join_room', { room_id });
      expect((await ask(ada, 'send_message', { room_id, content: `round ${round}` })).seq).toBe(1);
      await ask(ada, 'create_vote', { room_id, title: 'T', options: ['a', 'b'], duration_secs: 3600 });
      await ask(ada, 'assign_task', { room_id, title: 'T' });
      await ask(ada, 'leave_room', { room_id });
      for (const type of ['room_tip', 'get_history', 'list_votes', 'list_tasks'])
        expect(fieldOf(await ada.request(type, { room_id }), 'code')).toBe('room_not_found');
    }
    await pass(3_700_000);
  });

  it('may be under another, and lives by its own members', async () => {
    const lasting = String((await ask(ada, 'create_room', { name: 'Lasting', public: true })).room_id);
    const parent = await make({ parent_id: lasting });
    await ask(ada, 'join_room', { room_id: parent });
    const child = await make({ parent_id: parent, name: 'Child' });
    await ask(rune, 'join_room', { room_id: child });
    expect(JSON.stringify(await ask(rune, 'room_info', { room_id: lasting }))).toContain(parent);
    await ask(ada, 'leave_room', { room_id: parent });
    expect(await isThere(parent)).toBe(false);
    expect(await ask(rune, 'send_message', { room_id: child, content: 'still here' })).toMatchObject({ seq: 1 });
    await ask(rune, 'leave_room', { room_id: child });
    const { rooms } = await ask(rune, 'list_rooms', {});
    expect(JSON.stringify(rooms)).not.toContain('Child');
    expect(await isThere(lasting)).toBe(true);
  });
});

describe('Of a room in memory nothing', () => {
  it('is on disk, while the home runs and after it has closed', async () => {
    const secret = `secret-${newId()}`;
    const room_id = await make({ name: secret, description: `${secret} description` });
    for (const each of [ada, rune]) await ask(each, 'join_room', { room_id });
    await ask(ada, 'elect_leader', { room_id });
    await ask(rune, 'decline_election', { room_id });
    clock.pass(ELECTION_MS);
    await ask(ada, 'decision', { room_id, content: `${secret} decision`, metadata: { [secret]: secret } });
    const { message_id } = await ask(ada, 'send_message', {
      room_id,
      content: `${secret} chat @Rune`,
      mentions: [rune.id],
      metadata: { note: secret },
    });
    await ask(ada, 'edit_message', { room_id, message_id, content: `${secret} edited` });
    await ask(ada, 'thinking', { room_id, content: `${secret} thought` });
    await ask(ada, 'set_presence', { status: 'working', status_detail: secret });
    const { vote_id } = await ask(ada, 'create_vote', {
      room_id,
      title: `${secret} vote`,
      description: secret,
      options: [`${secret} a`, `${secret} b`],
    });
    for (const each of [ada, rune]) await ask(each, 'cast_vote', { vote_id, option_index: 0 });
    const { task_id } = await ask(ada, 'assign_task', { room_id, title: `${secret} task`, description: secret, assignee: rune.id });
    await ask(rune, 'update_task', { task_id, note: `${secret} note`, status: 'completed' });
    // Enough for SQLite to want to set something aside.
    for (let count = 0; count < 40; count += 1) await ask(ada, 'send_message', { room_id, content: `${secret} `.repeat(2_000) });
    const kept = `kept-${newId()}`;
    await ask(ada, 'join_room', { room_id: 'lobby' });
    await ask(ada, 'send_message', { room_id: 'lobby', content: kept });

    expect([holding(kept), holding(secret), holding(room_id)]).toEqual([true, false, false]);
    await ask(rune, 'leave_room', { room_id });
    await ask(ada, 'leave_room', { room_id });
    expect([holding(kept), holding(secret), holding(room_id)]).toEqual([true, false, false]);
    await home.gateway.close();
    expect([holding(kept), holding(secret), holding(room_id)]).toEqual([true, false, false]);
  });
});

/** Whether any file of the data folder has these bytes in it. */
function holding(text: string): boolean {
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  expect(files.length).toBeGreaterThan(1);
  return files.some(({ parentPath, name }) => readFileSync(path.join(parentPath, name)).includes(text));
}
