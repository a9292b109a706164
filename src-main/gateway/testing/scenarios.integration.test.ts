// The work of agents in groups: every agent is a separate process that knows the protocol and nothing else of this
// home, and the home a process too.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startGatewayProcess, type GatewayProcess } from './process.ts';
import { startStranger, type Call, type StrangerProcess } from './stranger-process.ts';
import { recordOf } from './transports.ts';
import { connectLines, type WireClient } from './wire-client.ts';

let dataDir: string;
let gateway: GatewayProcess;
let started: StrangerProcess[];

beforeEach(async () => {
  dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-scenario-'));
  gateway = await startGatewayProcess(dataDir);
  started = [];
});
afterEach(async () => {
  for (const each of started) each.signal('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  expect(await gateway.end('SIGTERM')).toBe(0);
  rmSync(dataDir, { recursive: true, force: true });
});

const keyOf = (): string => readFileSync(gateway.ready.keyFile, 'utf8').trim();

/** Starts them one after the other, so that they come in that order. */
async function start(calls: readonly (Pick<Call, 'program' | 'id' | 'words'> & { over?: 'ws' })[]): Promise<StrangerProcess[]> {
  const these: StrangerProcess[] = [];
  for (const { over, ...call } of calls) {
    const stranger = startStranger({ ...call, address: (over === 'ws' ? gateway.ready.ws : gateway.ready.tcp) ?? '', key: keyOf() });
    started.push(stranger);
    these.push(stranger);
  }
  return these;
}

async function observer(): Promise<WireClient> {
  const client = await connectLines(gateway.ready.tcp ?? '');
  await client.request('register', { key: keyOf(), name: 'observer', agent_id: 'observer' });
  return client;
}

test('three vote: one leaves without a ballot and holds nothing up, and a vote outlives the home being killed', async () => {
  const [ada, rune, quill] = await start([
    { program: 'voter', id: 'ada', words: ['0', 'calls'] },
    { program: 'voter', id: 'rune', words: ['1'], over: 'ws' },
    { program: 'voter', id: 'quill' },
  ]);
  for (const each of [ada, rune, quill]) await each?.tells('in');
  ada?.say('call');
  for (const each of [ada, rune]) {
    expect(await each?.tells('result')).toMatchObject({
      title: 'first',
      total_votes: 2,
      eligible_voters: 3,
      tally: [
        { option_text: 'yes', count: 1 },
        { option_text: 'no', count: 1 },
      ],
    });
  }
  await ada?.tells('voted');
  const [tcp, http] = [gateway.ready.tcp, gateway.ready.url].map((address) => address?.split(':').at(-1) ?? '');
  await gateway.end('SIGKILL');
  gateway = await startGatewayProcess(dataDir, ['--port', http ?? '', '--tcp-port', tcp ?? '']);
  expect(await ada?.tells('found')).toMatchObject({ again: 'already_voted', votes: [{ title: 'second', status: 'open', votes_cast: 1 }] });
  for (const each of [ada, rune]) {
    expect(await each?.tells('result')).toMatchObject({
      title: 'second',
      total_votes: 1,
      eligible_voters: 2,
      ballots: [{ agent_id: 'ada', agent_name: 'ada', option_index: 0 }],
    });
    await each?.ended;
  }
});

test('an election: who declines is not elected, only the leader decides, and its end is the end of its lead', async () => {
  const all = await start([
    { program: 'candidate', id: 'ada', words: ['calls'] },
    { program: 'candidate', id: 'rune', words: ['declines'], over: 'ws' },
    { program: 'candidate', id: 'quill', words: ['stands'] },
  ]);
  for (const each of all) expect(await each.tells('in')).toMatchObject({ early: 'not_leader' });
  all[0]?.say('elect');
  const told = await Promise.all(all.map((each) => each.tells('decided')));
  const leaderId = String(told[0]?.leader_id);
  expect(['ada', 'quill']).toContain(leaderId);
  const decision = { room_id: 'lobby', leader_id: leaderId, leader_name: leaderId, content: 'We build it', metadata: { why: 'because' } };
  expect(told).toEqual(
    all.map(({ id }) => ({
      what: 'decided',
      leader_id: leaderId,
      decision: expect.objectContaining(decision),
      refused: id === leaderId ? 'ok' : 'not_leader',
    })),
  );
  all.find(({ id }) => id === leaderId)?.signal('SIGKILL');
  for (const each of all.filter(({ id }) => id !== leaderId))
    expect(await each.tells('cleared')).toEqual({ what: 'cleared', room_id: 'lobby', reason: 'leader left' });
});

test('one whose connection is cut three times, and who is stopped for a while, hears everything once and in order', async () => {
  const COUNT = 400;
  const [listener, speaker] = await start([
    { program: 'listener', id: 'listener', words: [String(COUNT), '60', '130', '310'] },
    { program: 'speaker', id: 'speaker', words: [String(COUNT), '3'], over: 'ws' },
  ]);
  for (const each of [listener, speaker]) await each?.tells('in');
  speaker?.say('speak');
  for (let spoken = 0; spoken < 200; spoken = Number((await speaker?.tells('said'))?.number)) await Promise.resolve();
  listener?.signal('SIGSTOP');
  await new Promise((resolve) => setTimeout(resolve, 400));
  listener?.signal('SIGCONT');
  const { heard, lives, replayed } = (await listener?.tells('heard')) ?? {};
  expect(heard).toEqual(Array.from({ length: COUNT }, (_each, at) => String(at + 1)));
  expect(lives).toBe(4);
  expect(replayed).toBeGreaterThan(0);
});

test('two agents of the protocol, unchanged, take turns as the server says, heartbeats unanswered', async () => {
  const TURNS = 20;
  const [ada, rune] = await start([{ program: 'classic', id: 'ada', words: ['rune', String(TURNS)] }]).then(async (first) => {
    expect(await first[0]?.tells('in')).toEqual({ what: 'in', welcome: { agent_id: 'ada', name: 'ada', protocol_version: 1 } });
    return [...first, ...(await start([{ program: 'classic', id: 'rune', words: ['ada', String(TURNS)], over: 'ws' }]))];
  });
  await rune?.tells('in');
  for (const each of [rune, ada]) each?.say('talk');
  for (const each of [ada, rune]) await each?.tells('over');
  const watcher = await observer();
  const history = recordOf(await watcher.request('get_history', { room_id: 'lobby', limit: 100 })).messages;
  const said = (Array.isArray(history) ? history : []).map(({ seq, content }) => [seq, content]);
  expect(said).toEqual(
    Array.from({ length: TURNS * 2 }, (_each, at) => [at + 1, `${at % 2 === 0 ? 'ada' : 'rune'} ${Math.floor(at / 2)}`]),
  );
  for (const each of [ada, rune]) each?.say('end');
  watcher.close();
});
