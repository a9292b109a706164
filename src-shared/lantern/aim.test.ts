import { describe, expect, it } from 'vitest';
import { aimProblem } from './aim.ts';
import { checkLantern, statementOf, type Statement, type StatementParts, type Verb } from './envelope.ts';
import { BODIES, room, threads } from './testing.ts';

describe('The aim of a statement', () => {
  const there = (): ReturnType<typeof threads> =>
    threads(
      room(
        ['ada', 'ASSERT'],
        ['bob', 'CHALLENGE', { thread: 1 }],
        ['ada', 'SPARK'],
        ['ada', 'ASSERT'],
        ['bob', 'FUSE', { thread: 4 }],
        ['ada', 'PROBE'],
      ),
    );
  const make = (type: Verb, body: object, more: Partial<StatementParts> = {}): Statement => {
    const checked = checkLantern(statementOf({ type, from: 'x', body: { ...BODIES[type], ...body }, ...more }));
    if (!checked.ok || checked.envelope.type === 'HELLO') throw new Error('It should be a statement.');
    return checked.envelope;
  };

  it.each<[Statement, RegExp | null]>([
    [make('CHALLENGE', { target_seq: 1 }), null],
    [make('CHALLENGE', { target_seq: 777 }), /no claim 777/],
    [make('CHALLENGE', { target_seq: 2 }), /2 is no claim/],
    [make('CHALLENGE', { target_seq: 3 }), /3 is no claim/],
    [make('CHALLENGE', { target_seq: 4 }), /Thread 4 is concluded/],
    [make('CHALLENGE', { target_seq: 1 }, { thread: 9 }), /no thread 9/],
    [make('FUSE', { outcomes: { '1': true, '2': false } }, { thread: 1 }), null],
    [make('FUSE', { outcomes: { '888': true } }, { thread: 888 }), /no thread 888/],
    [make('FUSE', { outcomes: { '888': true } }, { thread: 1 }), /Message 888/],
    [make('FUSE', { outcomes: { '4': true } }, { thread: 1 }), /Message 4 is no claim and no challenge of that thread/],
    [make('FUSE', { outcomes: { '3': true } }, { thread: 3 }), /Message 3/],
    [make('RESOLVE', {}, { thread: 2 }), /no thread 2/],
    [make('RESOLVE', {}, { thread: 1 }), null],
    [make('HARVEST', { spark_seq: 3 }), null],
    [make('HARVEST', { spark_seq: 1 }), /1 is no idea/],
    [make('BURY', { spark_seq: 99 }), /99 is no idea/],
    [make('PROBE', {}, { reply_to: 6 }), null],
    [make('PROBE', {}, { reply_to: 7 }), /no message 7/],
    [make('ASSERT', {}), null],
  ])('is there, or it is said what is not: %j', (statement, expected) => {
    const problem = aimProblem(there(), statement, 6);
    if (expected === null) expect(problem).toBeNull();
    else expect(problem).toMatch(expected);
  });
});
