import { expect, it } from 'vitest';
import { keepProgram } from './kept-program.ts';

const WAIT = { timeout: 10_000, interval: 10 };
const STARTS = 5;

it.skipIf(process.platform === 'win32')(
  'a program that ends soon after each start is started later each time, also when it was open',
  async () => {
    const waits: number[] = [];
    let opened = 0;
    const tunnel = keepProgram(
      {
        program: 'false',
        args: () => [],
        beside(open) {
          open('https://tunnel.example');
          return () => undefined;
        },
      },
      { onOpen: () => (opened += 1), onWaiting: () => undefined, onFailed: () => undefined },
      {
        find: () => Promise.resolve('/bin/false'),
        log: () => undefined,
        // Of the waits, that for a steady program never ends here: the program has ended before.
        after(ms, run) {
          if (ms === 10_000) return () => undefined;
          waits.push(ms);
          if (waits.length < STARTS) setImmediate(run);
          return () => undefined;
        },
      },
    );
    await expect.poll(() => waits.length, WAIT).toBe(STARTS);
    await tunnel.stop();
    expect(opened).toBe(STARTS);
    expect(waits).toEqual([...waits].sort((one, other) => one - other));
    expect(waits[STARTS - 1]).toBeGreaterThanOrEqual(30_000);
  },
);
