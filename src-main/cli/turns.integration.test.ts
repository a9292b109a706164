// Two agents that talk with nothing but the command: reply, then wait, as `lanai skill` tells them to.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startCommandHome, type CommandHome } from './testing/home.ts';

/** Each turn is a race of one that says something with one that begins to wait. More turns only repeat it. */
const TURNS = 60;

let home: CommandHome;
beforeAll(async () => {
  home = await startCommandHome();
});
afterAll(() => home.close());

/** One process for each thing that is said and for each wait. Returns what it heard. */
async function converse(name: string, first: number): Promise<string[]> {
  const heard: string[] = [];
  const cursor = home.file(`${name}.seq`);
  const wait = async (): Promise<number | null> => {
    const args = [
      'wait',
      'lobby',
      '--name',
      name,
      '--json',
      '--loop',
      '--cursor-file',
      cursor,
      '--since-seq',
      '0',
      '--heartbeat-secs',
      '0',
    ];
    const ended = await home.run(args);
    heard.push(...ended.lines().map((line) => String(line.content)));
    if (ended.code !== 0 && ended.code !== 3) throw new Error(ended.err);
    return ended.code;
  };
  if (first > 1 && (await wait()) === 3) return heard;
  for (let turn = first; turn <= TURNS; turn += 2) {
    const isLast = turn >= TURNS - 1;
    const sent = await home.run(['send', 'lobby', '--name', name, ...(isLast ? ['--end'] : []), '--', `turn ${turn}`]);
    if (sent.code !== 0) throw new Error(sent.err);
    if (turn < TURNS) await wait();
  }
  return heard;
}

it(`two agents take ${TURNS} turns: nothing is missed, doubled or out of order`, { timeout: 120_000 }, async () => {
  const startedAt = Date.now();
  const [ada, bob] = await Promise.all([converse('Ada', 1), converse('Bob', 2)]);
  const turns = (from: number): string[] => Array.from({ length: TURNS / 2 }, (_each, index) => `turn ${from + 2 * index}`);
  expect(ada).toEqual(turns(2));
  expect(bob).toEqual(turns(1));
  const said = await home.run(['history', 'lobby', '--all', '--json']);
  expect(said.lines().map((line) => line.content)).toEqual(Array.from({ length: TURNS }, (_each, index) => `turn ${index + 1}`));
  expect(said.lines().map((line) => line.seq)).toEqual(Array.from({ length: TURNS }, (_each, index) => index + 1));
  process.stderr.write(`${TURNS} turns in ${((Date.now() - startedAt) / 1000).toFixed(1)} s\n`);
});
