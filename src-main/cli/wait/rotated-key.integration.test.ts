// Waits that go on for longer than the secret they came in with: its file has the new one by the time the old one ends.
import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { HOME_KEY_ID } from '../../../src-shared/ids.ts';
import { fieldOf } from '../../gateway/testing/transports.ts';
import { connectLines, type WireClient } from '../../gateway/testing/wire-client.ts';
import { startCommandHome, type CommandHome, type Running } from '../testing/home.ts';

const GRACE_MS = 1_000;

let home: CommandHome;
let admin: string[];
let ada: WireClient;
let shed: string;
beforeAll(async () => {
  home = await startCommandHome();
  const key = await home.adminKey();
  admin = ['--key', key];
  ada = await connectLines(home.ready.tcp ?? '');
  await ada.request('register', { key, name: 'Fountain' });
  shed = fieldOf(await ada.request('create_room', { name: 'shed', public: true }), 'room_id');
  await ada.request('join_room', { room_id: shed });
});
afterAll(() => {
  ada.close();
  return home.close();
});

/** Meanwhile a participant speaks: before the secret changes, while both are good, and after the old one ended. Returns what was said. */
async function speakWhile(name: string, following: Running, change: () => Promise<void>): Promise<string[]> {
  const said = ['begin'];
  await send('begin');
  await following.says('begin');
  let isOver = false;
  const over = change().then(async () => {
    while (timesIn(name) < 2) await sleep(100);
    isOver = true;
  });
  while (!isOver) {
    said.push(`m ${said.length}`);
    await say(said.at(-1) ?? '');
  }
  await over;
  await send('over', '--end');
  return [...said, 'over'];
}

/** How often a participant came into the room: once more when a connection has ended and the next one is there. */
const timesIn = (name: string): number =>
  ada.received.filter((frame) => frame.type === 'agent_joined' && JSON.stringify(frame.payload).includes(`"name":"${name}"`)).length;

/** Without a process for each. */
async function say(content: string): Promise<void> {
  const sent = await ada.request('send_message', { room_id: shed, content });
  expect(sent.type).toBe('ok');
  await sleep(40);
}

async function send(text: string, ...more: string[]): Promise<void> {
  expect(await home.run(['send', 'shed', '--name', 'Ada', ...admin, ...more, '--', text])).toMatchObject({ code: 0, err: '' });
}

const follow = (name: string, ...more: string[]): Running =>
  home.start(['wait', 'shed', '--name', name, '--json', '--follow', '--since-seq', 'tip', '--heartbeat-secs', '0', ...more]);

async function rotate(id: string): Promise<string> {
  const rotated = await home.run(['keys', 'rotate', id, '--grace', `${GRACE_MS / 1000}s`, '--json', ...admin]);
  expect(rotated.code).toBe(0);
  return String(rotated.lines()[0]?.secret);
}

async function untilPresent(name: string): Promise<void> {
  for (;;) {
    const present = await home.run(['presence', 'shed', '--json', ...admin]);
    if (present.lines().some((line) => line.name === name && line.status === 'waiting')) return;
  }
}

/** A new key, in a file that gets its next secret and in one that does not. */
async function keyInFiles(name: string): Promise<{ id: string; fresh: string; stale: string }> {
  const made = (await home.run(['keys', 'create', name, '--json', ...admin])).lines()[0];
  const { id } = made!.key as { id: string };
  const [fresh, stale] = [home.file(`${name}-fresh.key`), home.file(`${name}-stale.key`)];
  for (const file of [fresh, stale]) writeFileSync(file, `${String(made!.secret)}\n`);
  return { id, fresh, stale };
}

it("continues with the home's own key after that was changed, and no message is missed or doubled", async () => {
  const before = readFileSync(home.ready.keyFile, 'utf8');
  const following = follow('Bob');
  await untilPresent('Bob');
  const said = await speakWhile('Bob', following, async () => void (await rotate(HOME_KEY_ID)));
  const ended = await following.done;
  expect([ended.code, ended.lines().map((line) => line.content)]).toEqual([3, said]);
  expect(readFileSync(home.ready.keyFile, 'utf8')).not.toBe(before);
}, 60_000);

it('continues with the key in its own file, and says so when the file still has the old one', async () => {
  const { id, fresh, stale } = await keyInFiles('watcher');
  const [following, left] = [follow('Cat', '--key-file', fresh), follow('Dog', '--key-file', stale)];
  for (const name of ['Cat', 'Dog']) await untilPresent(name);
  const said = await speakWhile('Cat', following, async () => writeFileSync(fresh, await rotate(id)));
  const ended = await following.done;
  expect([ended.code, ended.lines().map((line) => line.content)]).toEqual([3, said]);
  expect(await left.done).toMatchObject({ code: 1, err: 'That key is not valid here.\n' });
}, 60_000);

it('a monitor continues with the key in its own file too, and says so when the file still has the old one', async () => {
  const { id, fresh, stale } = await keyInFiles('eyes');
  const monitor = (name: string, file: string): Running => home.start(['monitor', 'shed', '--name', name, '--json', '--key-file', file]);
  const [watching, left] = [monitor('Eve', fresh), monitor('Fay', stale)];
  for (const name of ['Eve', 'Fay']) await expect.poll(() => timesIn(name), { timeout: 20_000 }).toBe(1);
  writeFileSync(fresh, await rotate(id));
  expect(await left.done).toMatchObject({ code: 1, err: expect.stringContaining('That key is not valid here.') as string });
  await send('after the change');
  await watching.says('after the change');
  await watching.stop();
}, 60_000);
