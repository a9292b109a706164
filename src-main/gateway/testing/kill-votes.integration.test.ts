// Votes that were open when the home was killed: they go on with their ballots, their voters and their deadlines.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createTestClock } from './clock.ts';
import { startTestHome } from './home.ts';
import { startGatewayProcess } from './process.ts';
import { fieldOf, recordOf } from './transports.ts';
import { connectLines, type WireClient } from './wire-client.ts';

const MINUTE_MS = 60_000;

const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-kill-votes-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

async function enter({ tcp, keyFile }: { tcp: string | null; keyFile: string }, id: string): Promise<WireClient> {
  const agent = await connectLines(tcp ?? '');
  await agent.request('register', { key: readFileSync(keyFile, 'utf8').trim(), name: id, agent_id: id, reconnect: true });
  await agent.request('join_room', { room_id: 'lobby' });
  return agent;
}

const isResultOf = (vote_id: string) => (frame: { type: string; payload: unknown }) =>
  frame.type === 'vote_result' && fieldOf(frame, 'vote_id') === vote_id;

test('kill -9 with three votes open: one is completed by those who come back, one closes at its deadline, one closed meanwhile', async () => {
  const before = await startGatewayProcess(dataDir);
  const [ada, rune] = [await enter(before.ready, 'ada'), await enter(before.ready, 'rune')];
  const open = async (title: string, more: object = {}): Promise<string> =>
    fieldOf(await ada.request('create_vote', { room_id: 'lobby', title, options: ['yes', 'no'], ...more }), 'vote_id');
  const [all, timed, short] = [
    await open('by all'),
    await open('by its time', { duration_secs: 180 }),
    await open('while nobody was there', { duration_secs: 60 }),
  ];
  for (const vote_id of [all, timed, short]) expect((await ada.request('cast_vote', { vote_id, option_index: 1 })).type).toBe('ok');
  const closes_at = recordOf(await ada.request('get_vote_status', { vote_id: timed })).closes_at;
  await before.end('SIGKILL');

  // Within the test, on what the killed process left: here a minute is over at once.
  const clock = createTestClock(Date.now() + MINUTE_MS);
  const after = await startTestHome({ dataDir, now: clock.now, after: clock.after });
  const [adaAgain, runeAgain] = [await enter(after.gateway.ready, 'ada'), await enter(after.gateway.ready, 'rune')];
  const status = async (vote_id: string) => recordOf(await adaAgain.request('get_vote_status', { vote_id }));
  clock.pass(1);
  await expect.poll(() => status(short)).toMatchObject({ status: 'closed', votes_cast: 1, tally: [{ count: 0 }, { count: 1 }] });
  expect(await status(timed)).toMatchObject({ status: 'open', votes_cast: 1, eligible_voters: 2, closes_at });
  expect(recordOf(await adaAgain.request('cast_vote', { vote_id: all, option_index: 0 }))).toMatchObject({ code: 'already_voted' });
  expect((await runeAgain.request('cast_vote', { vote_id: all, option_index: 0 })).type).toBe('ok');
  const result = await adaAgain.waitFor(isResultOf(all), 'the result of all');
  expect(result.payload).toMatchObject({ total_votes: 2, eligible_voters: 2 });

  // In steps: a connection that is silent for longer ends.
  while (clock.now() < Date.parse(String(closes_at)) - 1_000) {
    clock.pass(Math.min(MINUTE_MS / 2, Date.parse(String(closes_at)) - 1_000 - clock.now()));
    for (const each of [adaAgain, runeAgain]) expect((await each.request('ping')).type).toBe('pong');
  }
  expect(await status(timed)).toMatchObject({ status: 'open' });
  expect(runeAgain.received.filter(isResultOf(timed))).toEqual([]);
  clock.pass(1_000);
  expect((await runeAgain.waitFor(isResultOf(timed), 'the result in time')).payload).toMatchObject({
    total_votes: 1,
    eligible_voters: 2,
    ballots: [{ agent_id: 'ada', option_index: 1 }],
  });
  for (const each of [ada, rune, adaAgain, runeAgain]) each.close();
  await after.close();
  expect(after.logged).toEqual([]);
}, 60_000);
