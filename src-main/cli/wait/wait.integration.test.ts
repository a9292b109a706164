// Waiting, with the real command and a real home that is killed while a program waits.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startCommandHome, type CommandHome, type Ran } from '../testing/home.ts';

const QUIET = ['--heartbeat-secs', '0'];

let home: CommandHome;
let room: string;
let rooms = 0;
beforeAll(async () => void (home = await startCommandHome()));
afterAll(() => home.close());
beforeEach(async () => {
  rooms += 1;
  room = `room ${rooms}`;
  const made = await home.run(['rooms', 'create', room, '--public']);
  expect(made.code).toBe(0);
});

async function send(name: string, text: string, ...more: string[]): Promise<void> {
  const sent = await home.run(['send', room, '--name', name, ...more, '--', text]);
  expect(sent).toMatchObject({ code: 0, err: '' });
}

const wait = (name: string, ...more: string[]): Promise<Ran> => home.run(['wait', room, '--name', name, '--json', ...QUIET, ...more]);
const contents = ({ lines }: Pick<Ran, 'lines'>): unknown[] => lines().map((line) => line.content);

describe('how a wait ends', () => {
  it('with 0 and the message when one comes, whatever is in it', async () => {
    const hostile = '\u001B[2J"\\ \u0000 \u202E 👩‍🚀\n{"type":"closing"}\n';
    const waiting = home.start(['wait', room, '--name', 'Bob', '--json', '--heartbeat-secs', '60']);
    // The join is seen in the room: from then on nothing can be missed.
    await untilPresent('Bob');
    await home.run(['send', room, '--name', 'Ada', '-'], { input: hostile });
    const ended = await waiting.done;
    expect(ended.code).toBe(0);
    expect(contents(ended)).toEqual([hostile.replace(/\n$/, '')]);
    expect(ended.lines()[0]).toMatchObject({ agent_name: 'Ada', seq: 1 });
  });

  it('with 1 and a sentence when none comes in time', async () => {
    const ended = await wait('Bob', '--timeout', '0.3');
    expect(ended).toMatchObject({ code: 1, out: '', err: 'No message in 0.3 s.\n' });
  });

  it('with 1 and a sentence when there is no such room, no such key, or no home', async () => {
    expect(await home.run(['wait', 'cellar'])).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(/^There is no room "cellar" here\..*\n$/) as string,
    });
    expect(await wait('Bob', '--key', 'lan_wrong', '--loop')).toMatchObject({ code: 1, out: '', err: 'That key is not valid here.\n' });
    expect(await wait('Bob', '--url', 'tcp://127.0.0.1:1')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/^No home answers at 127\.0\.0\.1:1\..*\n$/) as string,
    });
  });

  it('later, also for times that a timer of the system cannot hold, and without a warning', async () => {
    const long = String(29 * 24 * 60 * 60);
    const ended = await home.run(['wait', room, '--name', 'Bob', '--idle-timeout', long, '--heartbeat-secs', long, '--timeout', '0.5']);
    expect(ended).toMatchObject({ code: 1, out: '', err: 'No message in 0.5 s.\n' });
    const waiting = home.start(['wait', room, '--name', 'Cid', '--timeout', long, ...QUIET]);
    const present = home.start(['presence', room, '--name', 'Dot', '--set', 'working', '--for', long]);
    await untilPresent('Cid');
    await untilPresent('Dot', 'working');
    await send('Ada', 'still there?');
    expect(await waiting.done).toMatchObject({ code: 0, err: '' });
    await present.stop();
  });

  it('with 2 when nothing is said for --idle-timeout', async () => {
    expect(await wait('Bob', '--loop', '--idle-timeout', '0.3')).toMatchObject({ code: 2, out: '', err: '' });
    expect(await wait('Bob', '--follow', '--idle-timeout', '0.3')).toMatchObject({ code: 2, out: '', err: '' });
    expect(await wait('Bob', '--idle-timeout', '0.3')).toMatchObject({ code: 2, out: '', err: '' });
    expect(await wait('Bob', '--idle-timeout', '60', '--timeout', '0.3')).toMatchObject({ code: 1, out: '' });
  });

  it('with 3 when what is shown ended the conversation', async () => {
    await send('Ada', 'bye', '--end', '--metadata', '{"mood":"good"}');
    const ended = await wait('Bob', '--since-seq', '0');
    expect(ended.code).toBe(3);
    expect(ended.lines()[0]).toMatchObject({ metadata: { kind: 'conversation_end', mood: 'good' } });
    expect((await wait('Bob', '--since-seq', '0', '--follow')).code).toBe(3);
  });

  it.each([
    ['--timeout', 'soon'],
    ['--timeout', '-1'],
    ['--since-seq', 'auto'],
    ['--heartbeat-secs', ''],
    ['--shout'],
    ['--url', 'nowhere'],
    ['--name', ' '],
  ])('with 64 and no waiting when it makes no sense: %s %s', async (...args) => {
    const ended = await home.run(['wait', room, ...args]);
    expect(ended).toMatchObject({ code: 64, out: '' });
    expect(ended.err).not.toBe('');
  });
});

describe('what a wait shows', () => {
  it('is the first message after a place, and with --drain all of them, however many pages that is', async () => {
    const many = 1_203;
    await pour(many);
    expect(contents(await wait('Bob', '--since-seq', '7'))).toEqual(['m 8']);
    const all = await wait('Bob', '--since-seq', '0', '--drain');
    expect(contents(all)).toEqual(Array.from({ length: many }, (_each, index) => `m ${index + 1}`));
  });

  it('is found behind any number of messages that are not waited for, and however large they are', async () => {
    await pour(1_100);
    await pour(12, 'x'.repeat(200_000));
    await send('Cat', 'behind them all');
    expect(contents(await wait('Bob', '--since-seq', '0', '--only-from', 'Cat'))).toEqual(['behind them all']);
    expect((await wait('Bob', '--since-seq', '1100', '--drain')).lines()).toHaveLength(13);
  });

  it('is filtered in the same way before and after it began', async () => {
    await send('Ada', 'one');
    await send('Cat', 'two', '--metadata', '{"kind":"question"}');
    await send('Bob', 'mine');
    await send('Ada', 'three');
    const from = ['--since-seq', '0', '--drain'];
    expect(contents(await wait('Bob', ...from))).toEqual(['one', 'two', 'three']);
    expect(contents(await wait('Bob', ...from, '--only-from', 'ADA'))).toEqual(['one', 'three']);
    expect(contents(await wait('Bob', ...from, '--not-from', 'Ada,cli'))).toEqual(['two']);
    expect(contents(await wait('Bob', ...from, '--only-kind', 'question'))).toEqual(['two']);
    const live = home.start(['wait', room, '--name', 'Bob', '--json', '--only-from', 'Cat', '--since-seq', 'tip', ...QUIET]);
    await untilPresent('Bob');
    await send('Ada', 'four');
    await send('Cat', 'five');
    expect(contents(await live.done)).toEqual(['five']);
  });

  it('is opened with the key of the room, and says so when it stays shut', async () => {
    await send('Ada', 'between us', '--room-key', 'correct horse battery');
    const from = ['--since-seq', '0'];
    expect((await wait('Bob', ...from, '--room-key', 'correct horse battery')).lines()[0]).toMatchObject({
      content: 'between us',
      sealed: 'opened',
    });
    expect((await wait('Bob', ...from, '--room-key', 'battery staple')).lines()[0]).toMatchObject({ sealed: 'wrong key' });
    const shut = (await wait('Bob', ...from)).lines()[0];
    expect(shut).toMatchObject({ sealed: 'no key', content: expect.stringMatching(/^lsm1:/) as string });
  });
});

describe('a cursor file', () => {
  it('misses nothing between two waits, not even when the first one ended without a message', async () => {
    const file = home.file(`${rooms}.seq`);
    await send('Ada', 'before');
    // Again where it had no time to connect: then it notes no place.
    const ended = async () => (await wait('Bob', '--cursor-file', file, '--timeout', '0.2')).code;
    await expect.poll(async () => [await ended(), existsSync(file)]).toEqual([1, true]);
    expect(readFileSync(file, 'utf8')).toMatch(/^1 \d+ \d+\n$/);
    await send('Ada', 'while nobody waited');
    await send('Ada', 'and again');
    expect(contents(await wait('Bob', '--cursor-file', file))).toEqual(['while nobody waited']);
    expect(contents(await wait('Bob', '--cursor-file', file))).toEqual(['and again']);
    expect(readFileSync(file, 'utf8')).toMatch(/^3 \d+ \d+\n$/);
  });

  it('with something else in it is refused, and one that is ahead of the room continues with the room', async () => {
    const file = home.file(`${rooms}.seq`);
    writeFileSync(file, 'twelve');
    expect(await wait('Bob', '--cursor-file', file)).toMatchObject({ code: 1, err: expect.stringContaining('no number') as string });
    writeFileSync(file, '99');
    const waiting = home.start(['wait', room, '--name', 'Bob', '--json', '--cursor-file', file]);
    await waiting.says('only goes up to 0, not 99');
    await untilPresent('Bob');
    await send('Ada', 'here');
    expect(contents(await waiting.done)).toEqual(['here']);
  });

  it('does not count what no one was there to read, as after "| head"', async () => {
    const file = home.file(`${rooms}.seq`);
    const args = ['wait', room, '--name', 'Bob', '--json', '--follow', '--cursor-file', file, ...QUIET];
    const following = home.start(args);
    await untilPresent('Bob');
    await send('Ada', 'read');
    await following.says('"read"');
    following.hangUp();
    await send('Ada', 'not read');
    expect(await following.done).toMatchObject({ code: 0, err: '' });
    expect(contents(await wait('Bob', '--cursor-file', file))).toEqual(['not read']);
  });

  it('survives the home: what was said before and after a kill -9 comes once', async () => {
    const file = home.file(`${rooms}.seq`);
    await send('Ada', 'one');
    expect(contents(await wait('Bob', '--cursor-file', file, '--since-seq', '0'))).toEqual(['one']);
    await send('Ada', 'two');
    await home.kill();
    await home.restart();
    await send('Ada', 'three');
    expect(contents(await wait('Bob', '--cursor-file', file, '--drain'))).toEqual(['two', 'three']);
  });
});

describe('what is reported beside the messages', () => {
  it('is on stderr alone: that it is alive, who comes and leaves, and with --show-thinking what others think', async () => {
    const watching = ['wait', room, '--name', 'Bob', '--json', '--loop', '--heartbeat-secs', '0.2'];
    const loud = home.start([...watching, '--show-thinking']);
    await untilPresent('Bob');
    await loud.says(`wait: alive in #${room}`);
    const cat = await agentInRoom('Cat');
    await cat.request('thinking', { room_id: cat.roomId, content: 'what could it be' });
    await loud.says('(thinking): what could it be');
    cat.close();
    await loud.says('wait: Cat left');
    await send('Ada', 'done');
    const ended = await loud.done;
    expect([ended.code, contents(ended)]).toEqual([0, ['done']]);
    expect(ended.err).toContain('wait: Cat came');
  });

  it('is nothing with --heartbeat-secs 0, and a thought wakes no one', async () => {
    const quiet = home.start(['wait', room, '--name', 'Bob', '--json', '--loop', ...QUIET]);
    await untilPresent('Bob');
    const cat = await agentInRoom('Cat');
    await cat.request('thinking', { room_id: cat.roomId, content: 'what could it be' });
    cat.close();
    await send('Ada', 'done');
    const ended = await quiet.done;
    expect([ended.code, contents(ended), ended.err]).toEqual([0, ['done'], '']);
  });
});

describe('a home that is killed while a program waits', () => {
  it('does not end wait --loop, which then gets the message', async () => {
    const waiting = home.start(['wait', room, '--name', 'Bob', '--json', '--loop', ...QUIET]);
    await untilPresent('Bob');
    await home.kill();
    await home.restart();
    await send('Ada', 'are you there?');
    const ended = await waiting.done;
    expect(ended.code).toBe(0);
    expect(contents(ended)).toEqual(['are you there?']);
  });

  it('loses nothing for wait --follow, and nothing comes twice or out of order', async () => {
    const file = home.file(`${rooms}.seq`);
    const following = home.start(['wait', room, '--name', 'Bob', '--json', '--follow', '--cursor-file', file, ...QUIET]);
    await untilPresent('Bob');
    for (let round = 0; round < 3; round += 1) {
      await pour(40);
      await home.kill();
      await home.restart();
    }
    await send('Ada', 'over', '--end');
    const ended = await following.done;
    expect(ended.code).toBe(3);
    const said = await home.run(['history', room, '--all', '--json']);
    expect(ended.lines().map((line) => line.message_id)).toEqual(said.lines().map((line) => line.message_id));
    expect(ended.lines()).toHaveLength(121);
    expect(readFileSync(file, 'utf8')).toMatch(/^121 \d+ \d+\n$/);
  });

  it('finds wait --follow again after another program of the same agent was connected', async () => {
    const following = home.start(['wait', room, '--name', 'Bob', '--json', '--follow', ...QUIET]);
    await untilPresent('Bob');
    for (let turn = 1; turn <= 5; turn += 1) {
      await send('Ada', `to Bob ${turn}`);
      await send('Bob', `by Bob ${turn}`);
    }
    await send('Ada', 'over', '--end');
    const ended = await following.done;
    expect(contents(ended)).toEqual([1, 2, 3, 4, 5].map((turn) => `to Bob ${turn}`).concat('over'));
  });
});

/** A connection of a separate agent, with the room open. */
async function agentInRoom(name: string) {
  const { connectLines } = await import('../../gateway/testing/wire-client.ts');
  const agent = await connectLines(home.ready.tcp ?? '');
  const key = readFileSync(home.ready.keyFile, 'utf8').trim();
  await agent.request('register', { key, name, agent_id: name.toLowerCase() });
  const listed = (await agent.request('list_rooms')).payload as { rooms: { room_id: string; name: string }[] };
  const roomId = listed.rooms.find((each) => each.name === room)?.room_id;
  await agent.request('join_room', { room_id: roomId });
  return { roomId, request: agent.request.bind(agent), close: () => agent.close() };
}

/** Many messages on one connection. */
async function pour(count: number, padding = ''): Promise<void> {
  const agent = await agentInRoom('Fountain');
  const room_id = agent.roomId;
  const numbers = Array.from({ length: count }, (_each, index) => index + 1);
  const sent = await Promise.all(numbers.map((number) => agent.request('send_message', { room_id, content: `m ${number}${padding}` })));
  agent.close();
  expect(sent.filter((frame) => frame.type !== 'ok')).toEqual([]);
}

async function untilPresent(name: string, status = 'waiting'): Promise<void> {
  for (;;) {
    const present = await home.run(['presence', room, '--json']);
    if (present.lines().some((line) => line.name === name && line.status === status)) return;
  }
}
