// The other subcommands, each as a process against a real home.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from '../testing/home.ts';

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

const matching = (pattern: RegExp): string => expect.stringMatching(pattern) as string;

async function json(...args: string[]): Promise<Record<string, unknown>[]> {
  const ran = await home.run([...args, '--json']);
  expect(ran).toMatchObject({ code: 0, err: '' });
  return ran.lines();
}

/** Older versions accepted names with characters that are refused now. Such names are still stored. */
async function nameAsBefore(id: string, name: string): Promise<void> {
  await home.kill();
  const database = new Database(path.join(home.dataDir, 'lanai.db'));
  expect(database.prepare('UPDATE participants SET name = ? WHERE id = ?').run(name, id).changes).toBe(1);
  database.close();
  await home.restart();
}

describe('the command itself', () => {
  it('tells its version and what it can do', async () => {
    expect(await home.run(['--version'])).toMatchObject({ code: 0, out: matching(/^\d+\.\d+\.\d+\n$/) });
    const help = await home.run(['--help']);
    for (const name of [
      'serve',
      'status',
      'send',
      'wait',
      'history',
      'rooms',
      'vote',
      'election',
      'decide',
      'task',
      'sub',
      'lantern',
      'invite',
      'people',
      'keys',
      'backup',
      'restore',
      'skill',
    ])
      expect(help.out).toMatch(new RegExp(`^  ${name} `, 'm'));
    expect(await home.run(['help', 'wait'])).toMatchObject({ code: 0, out: matching(/--cursor-file/) });
  });

  it.each([
    ['frobnicate'],
    ['send'],
    ['send', 'lobby', 'x', '--metadata', '{'],
    ['send', 'lobby', 'x', '--metadata', '[1]'],
    ['send', 'lobby', '  '],
    ['history', 'lobby', '--limit', '-1'],
    ['rooms', 'create'],
    ['presence', 'lobby', '--set', 'sleeping'],
    ['presence', 'lobby', '--set', 'working', '--progress', '101'],
    ['presence', 'lobby', '--detail', 'x'],
    ['keys', 'create', 'x', '--right', 'rule'],
    ['keys', 'rotate', 'x', '--grace', 'soon'],
    ['keys', 'update', 'x'],
    ['keys', 'update', 'x', '--room', 'lobby', '--all-rooms'],
    ['limits', 'set', 'messages_per_guest=0'],
    ['limits', 'set', 'sleep=8'],
    ['lantern', 'assert', 'lobby', 'x'],
    ['lantern', 'resolve', 'lobby', 'x', '--basis', 'tool'],
    ['lantern', 'fuse', 'lobby', 'x', '--thread', '1', '--outcome', '1=maybe'],
    ['backup'],
    ['vote'],
    ['vote', 'create', 'lobby', 'x', 'only one'],
    ['decide', 'lobby', ' '],
    ['task', 'update', 'lobby', 'x'],
    ['task', 'update', 'lobby', 'x', '--status', 'asleep'],
  ])('ends with 64 for a mistake in usage: %s %s %s %s', async (...args) => {
    const ran = await home.run(args);
    expect(ran).toMatchObject({ code: 64, out: '' });
    expect(ran.err).not.toBe('');
  });

  it('speaks over the socket, TCP and WebSocket alike', async () => {
    const { url, tcp, socket } = home.ready;
    for (const at of [url, `${url}/`, home.ready.ws, `tcp://${tcp}`, `unix:${socket}`]) {
      const key = { LANAI_KEY: readFileSync(home.ready.keyFile, 'utf8').trim(), LANAI_HOME: '/nowhere' };
      expect(await home.run(['rooms', '--url', at], { env: key })).toMatchObject({ code: 0, out: matching(/lobby/) });
    }
  });
});

describe('status', () => {
  it('says whether the home runs', async () => {
    expect(await home.run(['status'])).toMatchObject({ code: 0, out: matching(/^Running at http:\/\/127\.0\.0\.1:\d+: /) });
    expect((await json('status'))[0]).toMatchObject({ running: true, url: home.ready.url, status: 'ok' });
    const none = await home.run(['status', '--data-dir', home.file('none'), '--json']);
    expect([none.code, none.lines()[0]?.running]).toEqual([1, false]);
  });
});

describe('rooms, messages and agents', () => {
  it('a room is made, listed, looked at, and found by its name everywhere', async () => {
    const [made] = await json('rooms', 'create', 'War Room', '--public', '--description', 'plans', '--name', 'Ada');
    expect(made).toMatchObject({ name: 'War Room', visibility: 'public', created_by: 'ada' });
    await json('rooms', 'create', 'cellar', '--public', '--parent', 'war room', '--name', 'Ada');
    const [sent] = await json('send', '#war room', 'hello', 'there', '--name', 'Ada', '--metadata', '{"a":[1]}');
    expect(sent).toMatchObject({ content: 'hello there', metadata: { a: [1] }, seq: 1, room_id: made?.room_id });
    const [answer] = await json('send', 'WAR ROOM', '--reply-to', '1', 'yes', '--name', 'Bob');
    expect(answer).toMatchObject({ reply_to_message: sent?.message_id });
    expect(await home.run(['rooms'])).toMatchObject({ out: matching(/^War Room +public +\d+ /m) });
    const info = await home.run(['rooms', 'info', 'war room']);
    expect(info.out).toMatch(/^#War Room \(public\), id .*\nplans\nHere now: nobody\nUnder it: #cellar\n$/);
  });

  it('history shows the newest, what comes after, what comes before, and all', async () => {
    await json('rooms', 'create', 'long', '--public');
    for (let count = 1; count <= 6; count += 1) await json('send', 'long', `m${count}`);
    const contents = async (...args: string[]): Promise<unknown[]> => (await json('history', 'long', ...args)).map((line) => line.content);
    expect(await contents('--limit', '2')).toEqual(['m5', 'm6']);
    expect(await contents('--limit', '2', '--since-seq', '1')).toEqual(['m2', 'm3']);
    expect(await contents('--limit', '2', '--before-seq', '4')).toEqual(['m2', 'm3']);
    expect(await contents('--since-seq', '1', '--before-seq', '4')).toEqual(['m2', 'm3']);
    expect(await contents('--all')).toHaveLength(6);
    expect(await contents('--limit', '0')).toEqual([]);
    expect(await contents('--since-seq', '99')).toEqual([]);
  });

  it('mentions tell those who are named, and a name that no one has is refused before anything is said', async () => {
    const waiting = home.start(['wait', 'lobby', '--name', 'Bob', '--json', '--since-seq', 'tip', '--heartbeat-secs', '0']);
    const isHere = async () => (await json('presence', 'lobby')).some(({ name }) => name === 'Bob');
    await expect.poll(isHere).toBe(true);
    await home.run(['send', 'lobby', 'x', '--mention', 'nobody at all', '--name', 'Ada']).then((ran) => {
      expect(ran).toMatchObject({ code: 1, out: '', err: 'There is no participant called "nobody at all" here.\n' });
    });
    await json('send', 'lobby', 'look', '--mention', '@bob,Porter', '--name', 'Ada');
    await waiting.done;
    expect((await json('history', 'lobby')).map((line) => line.content)).not.toContain('x');
  });

  it('names and texts that would rewrite the terminal are shown harmless to people, and whole to programs', async () => {
    const name = 'Eve\u202E\u{1F608}';
    const text = 'a\u001B]0;owned\u0007\u009B2Jb';
    const refused = await home.run(['send', 'lobby', text, '--name', name]);
    expect(refused).toMatchObject({ code: 1, out: '', err: matching(/^name: Every character must be visible/) });
    expect(refused.err).not.toContain('\u202E');
    const [sent] = await json('send', 'lobby', text, '--name', 'Eve');
    expect(sent).toMatchObject({ agent_name: 'Eve', content: text });
    await nameAsBefore(String(sent?.agent_id), name);
    expect((await json('history', 'lobby', '--limit', '1'))[0]).toMatchObject({ agent_name: name, content: text });
    const shown = await home.run(['history', 'lobby', '--limit', '1']);
    expect(shown.out).toContain('Eve\uFFFD\u{1F608}: a\uFFFD]0;owned\uFFFD\uFFFD2Jb\n');
    const hidden = await home.run(['agents', '--name', 'Mallory', '--agent-id', 'mallory\u202E']);
    expect(hidden).toMatchObject({ code: 1, out: '', err: matching(/^agent_id: Every character must be visible/) });
    expect(hidden.err).not.toContain('\u202E');
  });

  it('a message over the limit is refused in a sentence, one at the limit is not', async () => {
    const limit = 262_144;
    expect(await home.run(['send', 'lobby', '-'], { input: 'x'.repeat(limit) })).toMatchObject({ code: 0 });
    const over = await home.run(['send', 'lobby', '-'], { input: 'x'.repeat(limit + 1) });
    expect(over).toMatchObject({ code: 1, out: '', err: matching(/^A message has at most 256 KiB\.\n$/) });
  });

  it('twenty at once as one agent are all said, each once', async () => {
    await json('rooms', 'create', 'crowd', '--public');
    const texts = Array.from({ length: 20 }, (_each, index) => `at once ${index}`);
    await Promise.all(texts.map((text) => json('send', 'crowd', text, '--name', 'Ada')));
    const said = (await json('history', 'crowd', '--all')).map((line) => String(line.content));
    expect(said.sort()).toEqual([...texts].sort());
  });

  it('presence is said as long as the command runs', async () => {
    const busy = home.start([
      'presence',
      'lobby',
      '--name',
      'Ada',
      '--set',
      'working',
      '--detail',
      'on it',
      '--progress',
      '40',
      '--for',
      '6',
    ]);
    let seen: Record<string, unknown> | undefined;
    while (!seen) seen = (await json('presence', 'lobby')).find((line) => line.agent_id === 'ada');
    while (seen?.status !== 'working') seen = (await json('presence', 'lobby')).find((line) => line.agent_id === 'ada');
    expect(seen).toMatchObject({ name: 'Ada', status: 'working', status_detail: 'on it', progress: 40 });
    expect((await busy.done).code).toBe(0);
    expect((await json('presence', 'lobby')).map((line) => line.agent_id)).not.toContain('ada');
  });

  it('monitor shows what happens in the rooms it is asked for, and comes back after a kill -9 with what was missed', async () => {
    await json('rooms', 'create', 'watched', '--public');
    const watching = home.start(['monitor', 'watched', '--name', 'Eye']);
    await watching.says('#watched Eye belongs to it now');
    await json('send', 'watched', 'before', '--name', 'Ada');
    await watching.says('Ada: before\n');
    await json('send', 'lobby', 'elsewhere', '--name', 'Ada');
    await home.kill();
    await home.restart();
    await json('send', 'watched', 'after', '--name', 'Ada');
    await watching.says('Ada: after\n');
    const { out } = await watching.stop();
    expect(out.match(/Ada: \w+/g)).toEqual(['Ada: before', 'Ada: after']);
    expect(await home.run(['monitor', 'no such room'])).toMatchObject({ code: 1, err: matching(/^There is no room/) });
  });
});

let adminKey: Promise<string> | null = null;
/** The owner's link opens once, so the key is made once. */
async function asAdmin(): Promise<{ LANAI_KEY: string }> {
  adminKey ??= home.adminKey();
  return { LANAI_KEY: await adminKey };
}

describe('who may enter', () => {
  it('a key gets other rights and another secret, and the limits are shown and changed', async () => {
    const admin = await asAdmin();
    const run = async (...args: string[]) => {
      const ran = await home.run(args, { env: admin });
      expect([args, ran.code, ran.err.replace(/good until .*/, 'good until …')]).toMatchObject([args, 0, expect.any(String)]);
      return ran;
    };
    const made = (await run('keys', 'add', 'worker', '--json')).lines()[0] as { key: { id: string }; secret: string };
    const { id } = made.key;
    expect((await run('keys', 'update', id, '--right', 'read', '--room', 'lobby')).out).toBe('"worker" may read in 1 room.\n');
    expect((await run('keys', 'update', id, '--all-rooms', '--label', 'reader')).out).toBe('"reader" may read in every room.\n');
    const rotated = await run('keys', 'rotate', id, '--grace', '1h');
    expect(rotated.out).toMatch(/^lan_\S+\n$/);
    expect(rotated.err).toMatch(/only time[^]*good until \d{4}-/);
    for (const secret of [made.secret, rotated.out.trim()])
      expect((await home.run(['rooms'], { env: { LANAI_KEY: secret } })).code).toBe(0);
    expect((await run('keys', 'rotate', id, '--grace', '0', '--json')).lines()[0]).toMatchObject({ key: { id, old_secret_until: null } });
    expect(await home.run(['rooms'], { env: { LANAI_KEY: made.secret } })).toMatchObject({ code: 1, err: 'That key is not valid here.\n' });
    expect((await run('limits')).out).toMatch(/^messages_per_guest +600 +/m);
    const changed = await run('limits', 'set', 'messages_per_guest=300', 'rooms_per_key=none');
    expect(changed.out).toMatch(/^messages_per_guest +300 [^]*^rooms_per_key +no limit /m);
    expect((await run('limits', '--json')).lines()[0]).toMatchObject({ messages_per_guest: 300, rooms_per_key: null });
    expect(await home.run(['limits'])).toMatchObject({ code: 1, out: '', err: 'This key does not allow that.\n' });
  });

  it('keys and invites are made, listed and ended with an admin key, and with no other', async () => {
    expect(await home.run(['keys'])).toMatchObject({ code: 1, out: '', err: 'This key does not allow that.\n' });
    expect(await home.run(['invite', 'create', 'Sarah'])).toMatchObject({ code: 1, out: '' });
    const admin = await asAdmin();
    const made = await home.run(['keys', 'create', 'robot', '--right', 'read,post', '--room', 'lobby', '--json'], { env: admin });
    const { key, secret } = made.lines()[0] as { key: { id: string }; secret: string };
    expect(await home.run(['send', 'lobby', 'by key', '--key', secret, '--name', 'Robot'])).toMatchObject({ code: 0 });
    expect(await home.run(['rooms', 'create', 'mine', '--key', secret, '--name', 'Robot'])).toMatchObject({
      code: 1,
      err: 'This key does not allow that.\n',
    });
    expect((await home.run(['keys'], { env: admin })).out).toMatch(/^robot +lan_\S+… +read,post +1 /m);
    expect((await home.run(['keys', 'remove-agents', key.id], { env: admin })).out).toBe('1 agent was removed.\n');
    expect((await home.run(['keys', 'revoke', key.id], { env: admin })).out).toBe('"robot" is no key any more.\n');
    expect(await home.run(['send', 'lobby', 'again', '--key', secret, '--name', 'Robot'])).toMatchObject({
      code: 1,
      err: 'That key is not valid here.\n',
    });

    const plain = await home.run(['keys', 'create', 'plain'], { env: admin });
    expect(plain.out).toMatch(/^lan_\S+\n$/);

    const invite = await home.run(['invite', 'create', 'Sarah', '--room', 'lobby', '--days', '2', '--uses', '3'], { env: admin });
    expect(invite.out).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/join#inv_\S+\n$/);
    const [listed] = (await home.run(['invite', 'list', '--json'], { env: admin })).lines();
    expect(listed).toMatchObject({ name: 'Sarah', role: 'guest', max_uses: 3, room_ids: ['lobby'] });
    expect((await home.run(['invite', 'revoke', String(listed?.id)], { env: admin })).code).toBe(0);
    expect((await home.run(['invite', 'list'], { env: admin })).out).toMatch(/^Sarah +guest +0\/3 .* withdrawn /m);
  });

  it('keygen makes a secret with which a room can be sealed', async () => {
    const { out: secret } = await home.run(['keygen']);
    expect(secret).toMatch(/^[0-9a-f]{64}\n$/);
    const env = { LANAI_ROOM_KEY: secret.trim() };
    const sent = await home.run(['send', 'lobby', 'psst', '--json'], { env });
    expect(sent.lines()[0]?.content).toMatch(/^lsm1:/);
    expect((await home.run(['history', 'lobby', '--limit', '1'], { env })).out).toMatch(/: psst\n$/);
    // One key may be set for several rooms. Plain messages of unsealed rooms are shown with a mark.
    expect((await home.run(['send', 'lobby', 'aloud'])).code).toBe(0);
    expect((await home.run(['history', 'lobby', '--limit', '1'], { env })).out).toMatch(/: \(not sealed\) aloud\n$/);
  });

  it('skill tells an agent how, and never the key', async () => {
    const told = await home.run(['skill', '--name', 'Ada', '--room', 'War Room'], { env: { LANAI_KEY: 'lan_secret' } });
    expect(told).toMatchObject({ code: 0, out: matching(/lanai wait 'War Room' --name Ada --loop --cursor-file ada\.seq --json/) });
    expect(told.out).not.toContain('lan_secret');
  });
});
