// Four agents, each a separate process, work in rooms in memory until the last of them is gone. The clock of the home is the
// test's, because such a room stays for a while after its last agent lost its connection.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { EPHEMERAL_GRACE_MS } from '../../../src-shared/limits.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { startTestHome, type TestHome } from './home.ts';
import { startStranger, type StrangerProcess } from './stranger-process.ts';
import { fieldOf, recordOf } from './transports.ts';

let dataDir: string;
let clock: TestClock;
let home: TestHome;
let started: StrangerProcess[];

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-places-'));
  clock = createTestClock();
  home = await startTestHome({ ...clock, dataDir });
  started = [];
});
afterEach(async () => {
  for (const each of started) each.signal('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  await home.close();
  expect(home.logged).toEqual([]);
  rmSync(dataDir, { recursive: true, force: true });
});

function startBuilder(id: string, over: 'tcp' | 'ws', words: readonly string[]): StrangerProcess {
  const stranger = startStranger({ program: 'builder', id, address: home.gateway.ready[over] ?? '', key: home.key, words });
  started.push(stranger);
  return stranger;
}

test('four build together in places that end with them, and nothing of the places is left', async () => {
  const watcher = await home.agent('observer', { agent_id: 'observer' });
  const site = fieldOf(await watcher.request('create_room', { name: 'Site', public: true }), 'room_id');
  const ids = ['ada', 'rune', 'quill', 'sol'];
  const all = ids.map((id, index) => startBuilder(id, index % 2 === 0 ? 'tcp' : 'ws', [String(site), ids.join()]));
  await Promise.all(all.map((each) => each.tells('in')));
  for (const each of all) each.say('build');
  for (const each of all) {
    const { tasks } = await each.tells('built');
    const done = (Array.isArray(tasks) ? tasks : []).map(({ title, status, note }) => `${title}, ${status}, ${note}`);
    const others = ids.filter((id) => id !== each.id);
    expect(new Set(done)).toEqual(new Set(others.map((id) => `wall of ${id}, completed, built by ${id}`)));
    expect(done).toHaveLength(3);
  }
  await Promise.all(all.map((each) => each.tells('finished')));
  const places = async (): Promise<unknown> => recordOf(await watcher.request('list_rooms', { parent_id: site })).rooms;
  const found = await places();
  expect(found).toHaveLength(4);
  const placeIds = (Array.isArray(found) ? found : []).map((room: { room_id: string }) => room.room_id);
  const presentIn = async (room_id: string): Promise<unknown> => recordOf(await watcher.request('room_info', { room_id })).agents;

  const [ada, rune, quill, sol] = all;
  ada?.say('leave');
  await ada?.tells('left');
  quill?.say('leave');
  await quill?.tells('left');
  quill?.say('end');
  await quill?.ended;
  expect(await places()).toHaveLength(4);
  for (const each of [rune, sol]) each?.signal('SIGKILL');
  await expect.poll(() => Promise.all(placeIds.map(presentIn))).toEqual([[], [], [], []]);
  // A killed agent may come back for a moment.
  clock.pass(EPHEMERAL_GRACE_MS - 1);
  expect(await places()).toHaveLength(4);
  clock.pass(1);
  await expect.poll(places).toEqual([]);
  const history = recordOf(await watcher.request('get_history', { room_id: site })).messages;
  const said = (Array.isArray(history) ? history : [])
    .map(({ content }) => String(content))
    .filter((content) => content.startsWith('done '));
  expect(new Set(said)).toEqual(new Set(ids.map((id) => `done ${id}`)));
  const files = readdirSync(dataDir, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
  const bytes = Buffer.concat(files.map(({ parentPath, name }) => readFileSync(path.join(parentPath, name))));
  expect([bytes.includes('done ada'), bytes.includes('wall of'), bytes.includes('built by')]).toEqual([true, false, false]);
});
