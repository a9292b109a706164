// Votes that were open when the home was killed: they go on with their ballots, their voters and their deadlines.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startGatewayProcess, type GatewayProcess } from './process.ts';
import { fieldOf, recordOf } from './transports.ts';
import { connectLines, type WireClient } from './wire-client.ts';

const DEADLINE_S = 12;

const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-kill-votes-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function enter({ ready }: GatewayProcess, id: string): Promise<WireClient> {
  const agent = await connectLines(ready.tcp ?? '');
  await agent.request('register', { key: readFileSync(ready.keyFile, 'utf8').trim(), name: id, agent_id: id, reconnect: true });
  await agent.request('join_room', { room_id: 'lobby' });
  return agent;
}

const resultOf = (agent: WireClient, vote_id: string, what: string) =>
  agent.waitFor((frame) => frame.type === 'vote_result' && fieldOf(frame, 'vote_id') === vote_id, what);

test('kill -9 with three votes open: one is completed by those who come back, one closes at its deadline, one closed meanwhile', async () => {
  const before = await startGatewayProcess(dataDir);
  const [ada, rune] = [await enter(before, 'ada'), await enter(before, 'rune')];
  const open = async (title: string, more: object = {}): Promise<string> =>
    fieldOf(await ada.request('create_vote', { room_id: 'lobby', title, options: ['yes', 'no'], ...more }), 'vote_id');
  const [all, timed, short] = [
    await open('by all'),
    await open('by its time', { duration_secs: DEADLINE_S }),
    await open('while nobody was there', { duration_secs: 1 }),
  ];
  for (const vote_id of [all, timed, short]) expect((await ada.request('cast_vote', { vote_id, option_index: 1 })).type).toBe('ok');
  const closes_at = recordOf(await ada.request('get_vote_status', { vote_id: timed })).closes_at;
  await before.end('SIGKILL');
  await new Promise((resolve) => setTimeout(resolve, 1_200));

  const after = await startGatewayProcess(dataDir);
  const [adaAgain, runeAgain] = [await enter(after, 'ada'), await enter(after, 'rune')];
  const status = async (vote_id: string) => recordOf(await adaAgain.request('get_vote_status', { vote_id }));
  expect(await status(short)).toMatchObject({ status: 'closed', votes_cast: 1, tally: [{ count: 0 }, { count: 1 }] });
  expect(await status(timed)).toMatchObject({ status: 'open', votes_cast: 1, eligible_voters: 2, closes_at });
  expect(recordOf(await adaAgain.request('cast_vote', { vote_id: all, option_index: 0 }))).toMatchObject({ code: 'already_voted' });
  expect((await runeAgain.request('cast_vote', { vote_id: all, option_index: 0 })).type).toBe('ok');
  expect((await resultOf(adaAgain, all, 'the result of all')).payload).toMatchObject({ total_votes: 2, eligible_voters: 2 });
  while (Date.now() < Date.parse(String(closes_at)) - 1_000) await new Promise((resolve) => setTimeout(resolve, 100));
  expect((await resultOf(runeAgain, timed, 'the result in time')).payload).toMatchObject({
    total_votes: 1,
    eligible_voters: 2,
    ballots: [{ agent_id: 'ada', option_index: 1 }],
  });
  expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(String(closes_at)));
  for (const each of [ada, rune, adaAgain, runeAgain]) each.close();
  expect(await after.end('SIGTERM')).toBe(0);
}, 60_000);
