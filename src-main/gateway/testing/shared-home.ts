// A home for all tests of a file or a block, or a new one for each of them. It closes automatically, and its tests fail when it
// has logged a fault.
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import type { GatewayOptions } from '../options.ts';
import { startTestHome, type TestHome } from './home.ts';

/** A home, or more that is started around one. */
export type Started = Pick<TestHome, 'close' | 'logged'>;

type Before = (run: () => Promise<void>) => void;

/** Faster than a home for each test. Each test has to tolerate the data of the others. */
export function homeForAll(options: Partial<GatewayOptions> = {}): TestHome {
  return startedForAll(() => startTestHome(options));
}

export function homeForEach(options: () => Partial<GatewayOptions> = () => ({})): TestHome {
  return startedForEach(() => startTestHome(options()));
}

export function startedForAll<T extends Started>(start: () => Promise<T>): T {
  return keep(start, beforeAll, afterAll);
}

export function startedForEach<T extends Started>(start: () => Promise<T>): T {
  return keep(start, beforeEach, afterEach);
}

/** Stands for what is started before the tests, so that they need no variable for it. */
function keep<T extends Started>(start: () => Promise<T>, before: Before, after: Before): T {
  let current: T | null = null;
  before(async () => {
    current = await start();
  });
  after(async () => {
    const started = current;
    current = null;
    await started?.close();
    expect(started?.logged ?? []).toEqual([]);
  });
  const get = (_target: object, name: string | symbol): unknown => {
    if (!current) throw new Error('There is no home before the tests begin.');
    return Reflect.get(current, name);
  };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- everything that is read of it is read of what was started
  return new Proxy({}, { get }) as T;
}
