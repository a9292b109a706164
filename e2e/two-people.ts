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

/** Starts them before the first test of the file, and ends them after the last. What it returns can be used in tests and hooks. */
export function twoPeople(options: TwoPeopleOptions = {}): TwoPeople {
  let home: TestHome | undefined;
  let maya: Visitor | undefined;
  let sarah: Visitor | undefined;
  test.beforeAll(async ({ browser }) => {
    home = await startHome(options.home);
    maya = await enterAsOwner(browser, home, options.maya);
    sarah = await enterAsFriend(browser, maya.page, home, 'Sarah', options.sarah);
  });
  test.afterAll(async () => {
    await sarah?.context.close();
    await maya?.context.close();
    await home?.close();
  });
  return {
    get home() {
      return started(home);
    },
    get maya() {
      return started(maya);
    },
    get sarah() {
      return started(sarah);
    },
  };
}

function started<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('It is not there before the tests begin.');
  return value;
}
