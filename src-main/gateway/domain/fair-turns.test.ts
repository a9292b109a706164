import { beforeEach, describe, expect, it } from 'vitest';
import { FairTurns } from './fair-turns.ts';

let now: number;
let soon: (() => void)[];
let alarms: { at: number; run(): void }[];
let turns: FairTurns;
let order: string[];

beforeEach(() => {
  [now, soon, alarms, order] = [0, [], [], []];
  turns = new FairTurns({
    now: () => now,
    soon: (run) => void soon.push(run),
    after: (ms, run) => void alarms.push({ at: now + ms, run }),
  });
});

/** Asks for an answer; it is noted when it begins. It is made at once, or when this is kept. */
function ask(asker: string, made: Promise<void> = Promise.resolve()): Promise<void> {
  return turns.during(asker, () => {
    order.push(asker);
    return made;
  });
}

/** One turn of the loop, of this length. */
async function loop(ms = 0): Promise<void> {
  await promisesKept();
  now += ms;
  for (const run of soon.splice(0)) run();
  for (const alarm of alarms.filter(({ at }) => at <= now)) {
    alarms.splice(alarms.indexOf(alarm), 1);
    alarm.run();
  }
  await promisesKept();
}

/** Long enough for what is kept to be passed on. */
async function promisesKept(): Promise<void> {
  for (let step = 0; step < 10; step += 1) await Promise.resolve();
}

/** Asks for an answer whose read took so long. */
function askSlow(asker: string, ms: number): void {
  void turns.during(asker, async () => {
    order.push(asker);
    turns.charge(ms);
  });
}

describe('Large answers', () => {
  it('begin at once while a turn is free', () => {
    for (const asker of ['ada', 'bob', 'cat']) void ask(asker);
    expect(order).toEqual(['ada', 'bob']);
  });

  it('come two in each turn of the loop, and accounts take turns', async () => {
    for (const asker of ['gus', 'gus', 'gus', 'gus', 'mel', 'mel', 'kim']) void ask(asker);
    expect(order).toEqual(['gus', 'gus']);
    await loop();
    expect(order).toHaveLength(4);
    await loop();
    await loop();
    expect(order).toEqual(['gus', 'gus', 'gus', 'mel', 'kim', 'gus', 'mel']);
  });

  it('whose reads take long leave as much time to the others', async () => {
    askSlow('gus', 30);
    askSlow('gus', 10);
    void ask('gus');
    await loop();
    expect(order).toEqual(['gus', 'gus']);
    void ask('mel');
    expect(order).toEqual(['gus', 'gus', 'mel']);
    await loop(39);
    expect(order).toEqual(['gus', 'gus', 'mel']);
    await loop(1);
    expect(order).toEqual(['gus', 'gus', 'mel', 'gus']);
  });

  it('cost no time in which nothing was read for them', async () => {
    const late = Promise.withResolvers<void>();
    void ask('gus', late.promise);
    askSlow('mel', 30);
    await loop(30);
    late.resolve();
    await loop();
    void ask('gus');
    expect(order).toEqual(['gus', 'mel', 'gus']);
  });

  it('keep their turn until they are made, and give it back when that fails', async () => {
    const [slow, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const failed = ask('gus', slow.promise).catch(() => 'failed');
    void ask('kim', other.promise);
    void ask('mel');
    for (let count = 0; count < 5; count += 1) await loop(1);
    expect(order).toEqual(['gus', 'kim']);
    slow.reject(new Error('Broken'));
    expect(await failed).toBe('failed');
    await loop();
    expect(order).toEqual(['gus', 'kim', 'mel']);
  });

  it('all come in the end', async () => {
    for (let count = 0; count < 50; count += 1) askSlow(`guest ${count % 7}`, count % 3 === 0 ? 20 : 1);
    for (let count = 0; count < 500; count += 1) await loop(count % 3 === 0 ? 20 : 1);
    expect(order).toHaveLength(50);
  });
});
