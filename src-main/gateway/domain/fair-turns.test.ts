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

/** Asks for a turn; it is noted when it comes. */
function ask(asker: string): void {
  const turn = turns.take(asker);
  if (turn === null) order.push(asker);
  else void turn.then(() => order.push(asker));
}

/** One turn of the loop, of this length. */
async function loop(ms = 0): Promise<void> {
  now += ms;
  for (const run of soon.splice(0)) run();
  for (const alarm of alarms.filter(({ at }) => at <= now)) {
    alarms.splice(alarms.indexOf(alarm), 1);
    alarm.run();
  }
  await Promise.resolve();
}

describe('Large answers', () => {
  it('begin at once when nothing else goes on', () => {
    ask('ada');
    expect(order).toEqual(['ada']);
  });

  it('come one in each turn of the loop, and accounts take turns', async () => {
    for (const asker of ['gus', 'gus', 'gus', 'gus', 'mel', 'mel']) ask(asker);
    expect(order).toEqual(['gus']);
    await loop();
    expect(order).toHaveLength(2);
    for (let count = 0; count < 4; count += 1) await loop();
    expect(order).toEqual(['gus', 'gus', 'mel', 'gus', 'mel', 'gus']);
  });

  it('that take long leave as much time to the others', async () => {
    ask('gus');
    ask('gus');
    await loop(30);
    expect(order).toEqual(['gus']);
    ask('mel');
    expect(order).toEqual(['gus', 'mel']);
    await loop(1);
    await loop(28);
    expect(order).toEqual(['gus', 'mel']);
    await loop(1);
    expect(order).toEqual(['gus', 'mel', 'gus']);
  });

  it('all come in the end', async () => {
    for (let count = 0; count < 50; count += 1) ask(`guest ${count % 7}`);
    for (let count = 0; count < 500; count += 1) await loop(count % 3 === 0 ? 20 : 1);
    expect(order).toHaveLength(50);
  });
});
