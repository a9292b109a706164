// The generated types of the package are those of the rows. `npm run types` makes the comparison: a difference does not compile.
import { expect, it } from 'vitest';
import type { COMMANDS, CommandName, Reply, RequestInput } from '../../../src-shared/commands/index.ts';
import type { ErrorCode as SharedErrorCode } from '../../../src-shared/errors.ts';
import type { EventOf, EventType } from '../../../src-shared/events/index.ts';
import type { Snapshot as SharedSnapshot } from '../../../src-shared/snapshot.ts';
import type { Commands, ErrorCode, Events, Snapshot } from '../src/protocol.ts';

/** Each can stand for the other. */
type Same<A, B> = [A, B] extends [B, A] ? true : false;
/** The names under which the two differ. */
type Differing<T> = { [K in keyof T]: T[K] extends true ? never : K }[keyof T];

interface Differences {
  names: Differing<{
    codes: Same<ErrorCode, SharedErrorCode>;
    commands: Same<keyof Commands, CommandName>;
    events: Same<keyof Events, EventType>;
  }>;
  snapshot: Differing<{ [K in keyof SharedSnapshot]: Same<Snapshot[K], SharedSnapshot[K]> }>;
  replies: Differing<{ [C in keyof typeof COMMANDS]: Same<Commands[C]['reply'], Reply<C>> }>;
  requests: Differing<{ [C in keyof typeof COMMANDS]: Same<Commands[C]['request'], RequestInput<C>> }>;
  events: Differing<{ [T in EventType]: Same<Events[T], EventOf<T>> }>;
}

it('has the types of the rows', () => {
  const differences: { [K in keyof Differences]: Differences[K][] } = { names: [], snapshot: [], replies: [], requests: [], events: [] };
  const none: Record<keyof Differences, never[]> = differences;
  expect(Object.keys(none)).toHaveLength(5);
});
