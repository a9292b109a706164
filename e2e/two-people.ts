// The set-up of most specs: a home, its owner and one friend, for all tests of the file.
import { test, type Browser } from '@playwright/test';
import { enterAsFriend, enterAsOwner, startHome, type TestHome, type Visitor } from './home.ts';

type ContextOptions = Parameters<Browser['newContext']>[0];

interface TwoPeopleOptions {
  home?: Parameters<typeof startHome>[0];
  maya?: ContextOptions;
  sarah?: ContextOptions;
}

export interface TwoPeople {
  readonly home: TestHome;
  /** The owner. */
  readonly maya: Visitor;
  /** A member. */
  readonly sarah: Visitor;
}

/** Starts them before the first test of the file, and ends them after the last. */
export function twoPeople(options: TwoPeopleOptions = {}): TwoPeople {
  const started: { -readonly [K in keyof TwoPeople]?: TwoPeople[K] } = {};
  test.beforeAll(async ({ browser }) => {
    started.home = await startHome(options.home);
    started.maya = await enterAsOwner(browser, started.home, options.maya);
    started.sarah = await enterAsFriend(browser, started.maya.page, started.home, 'Sarah', options.sarah);
  });
  test.afterAll(async () => {
    await started.sarah?.context.close();
    await started.maya?.context.close();
    await started.home?.close();
  });
  return { home: standIn(() => started.home), maya: standIn(() => started.maya), sarah: standIn(() => started.sarah) };
}

/** Stands for what is there once the tests have begun, so that a spec needs no variable for it. */
function standIn<T extends object>(current: () => T | undefined): T {
  const get = (_target: object, name: string | symbol): unknown => {
    const value = current();
    if (!value) throw new Error('It is not there before the tests begin.');
    return Reflect.get(value, name);
  };
  return new Proxy({}, { get }) as T;
}
