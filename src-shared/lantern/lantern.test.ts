import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { calibrationOf, logLoss } from './calibration.ts';
import { checkLantern, hello, recogniseLantern, statementOf, type Verb } from './envelope.ts';
import { BODIES, room, threads } from './testing.ts';
import { readLantern, sharedState, threadsOf } from './threads.ts';

describe('what is well formed', () => {
  it.each(Object.keys(BODIES) as Verb[])('%s is, as it is written here', (type) => {
    expect(checkLantern(statementOf({ type, from: 'ada', body: BODIES[type] }))).toMatchObject({ ok: true });
  });

  it('a HELLO is, and attests that its author says it of itself', () => {
    const greeting = hello({ agent_name: 'Ada', model: 'x', capabilities: [{ name: 'read', falsifiable_by: 'a test' }] });
    expect(greeting).toMatchObject({ v: 'lantern/0.1.1', type: 'HELLO', attestation: { model: 'self_attested' } });
    expect(checkLantern(greeting)).toMatchObject({ ok: true });
  });

  const wrong: [string, Verb, Record<string, unknown>, string][] = [
    ['a blank question', 'PROBE', { question: ' \n' }, 'body.question'],
    ['an assertion that nothing can falsify', 'ASSERT', { claim: 'x' }, 'body.falsifiable_by'],
    ['a confidence over 1', 'ASSERT', { claim: 'x', falsifiable_by: 'y', confidence: 1.01 }, 'body.confidence'],
    ['a challenge without confidence', 'CHALLENGE', { target_seq: 1, counter_claim: 'x', test: 'y' }, 'body.confidence'],
    ['a challenge of half a message', 'CHALLENGE', { target_seq: 1.5, counter_claim: 'x', test: 'y', confidence: 0 }, 'body.target_seq'],
    ['a resolution on a hunch', 'RESOLVE', { observation: 'x', basis: 'hunch' }, 'body.basis'],
    ['outcomes that are no booleans', 'FUSE', { synthesis: 'x', outcomes: { '1': 'yes' } }, 'body.outcomes'],
    ['outcomes of what is no message', 'FUSE', { synthesis: 'x', outcomes: { first: true } }, 'body.outcomes'],
    ['a burial without a reason', 'BURY', { spark_seq: 1 }, 'body.reason'],
  ];
  it.each(wrong)('%s is not', (_what, type, body, where) => {
    const checked = checkLantern(statementOf({ type, from: 'ada', body }));
    expect(checked).toMatchObject({ ok: false });
    expect(!checked.ok && checked.problems.join()).toContain(where);
  });

  it.each([null, [], 'x', {}, { v: 'lantern/1', type: 'SHOUT', from: 'a', body: {} }, { v: 'torch/1', type: 'SYNC', from: 'a', body: {} }])(
    '%j is not',
    (value) => expect(checkLantern(value)).toMatchObject({ ok: false }),
  );

  it('a statement of no one is not', () => {
    expect(checkLantern(statementOf({ type: 'SYNC', from: ' ', body: {} }))).toMatchObject({ ok: false });
  });
});

describe('recognising it in a room', () => {
  it('goes by the content alone', () => {
    expect(recogniseLantern('{"v":"lantern/9.9","type":"NEW"}')).toMatchObject({ type: 'NEW' });
    for (const content of ['', 'hello', '{', '[]', 'null', '{"v":1,"type":"SYNC"}', '{"v":"lantern/0.1.1"}'])
      expect(recogniseLantern(content)).toBeNull();
  });

  it('survives whatever anybody writes', () => {
    const hostile = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((body) => `{"v":"lantern/0.1.1","type":"FUSE","from":"x","body":${body}}`),
    );
    fc.assert(
      fc.property(fc.array(hostile), (contents) => {
        const said = contents.map((content, index) => ({ seq: index + 1, author_id: 'a', author_name: 'A', content }));
        const { entries } = readLantern(said);
        const found = threadsOf(entries);
        sharedState(found);
        calibrationOf(found);
      }),
    );
  });

  it('sets what is malformed aside, and it decides nothing', () => {
    const said = room(['ada', 'ASSERT'], ['bob', 'RESOLVE', { thread: 1, body: { observation: 'x', basis: 'hunch' } }]);
    expect(readLantern(said).malformed).toEqual([{ seq: 2, type: 'RESOLVE', problems: [expect.stringContaining('body.basis')] }]);
    expect(threads(said)).toMatchObject([{ id: 1, status: 'open' }]);
  });
});

describe('threads', () => {
  it('begin with an opener, and are open, then resolved, then fused', () => {
    const said = room(['ada', 'ASSERT'], ['bob', 'RESOLVE', { thread: 1 }], ['ada', 'FUSE', { thread: 1 }]);
    expect(threads(said.slice(0, 1))).toMatchObject([{ id: 1, status: 'open', basis: null, headline: 'The cache is cold' }]);
    expect(threads(said.slice(0, 2))).toMatchObject([{ status: 'resolved', basis: 'tool' }]);
    expect(threads(said)).toMatchObject([{ status: 'fused', basis: 'tool', nudge: false }]);
  });

  it('stand on their earliest RESOLVE, and take their headline from claim, question, intent or first words', () => {
    const late = { observation: 'x', basis: 'human' };
    const said = room(['ada', 'PROBE'], ['bob', 'RESOLVE', { thread: 1 }], ['bob', 'RESOLVE', { thread: 1, body: late }]);
    expect(threads(said)).toMatchObject([{ basis: 'tool', headline: 'Is the cache cold?' }]);
    expect(threads(room(['ada', 'SPARK', { intent: 'A try' }], ['ada', 'SPARK']))).toMatchObject([
      { headline: 'A try' },
      { headline: 'Warm it' },
    ]);
  });

  it('ask for a SYNC with every third FUSE', () => {
    const fuses = (count: number) =>
      room(
        ['ada', 'PROBE'],
        ...Array.from({ length: count }, () => ['ada', 'FUSE', { thread: 1 }] as const).map(
          (each) => [...each] as ['ada', 'FUSE', { thread: 1 }],
        ),
      );
    expect([1, 2, 3, 4, 6].map((count) => threads(fuses(count))[0]?.nudge)).toEqual([false, false, true, false, true]);
  });

  it('take in the challenge, harvest or burial that names only the message it is about; a bare SYNC is none', () => {
    const said = room(
      ['ada', 'SPARK'],
      ['bob', 'CHALLENGE'],
      ['bob', 'HARVEST'],
      ['ada', 'SYNC'],
      ['ada', 'SPARK'],
      ['bob', 'BURY', { body: { spark_seq: 5, reason: 'x' } }],
    );
    expect(threads(said).map(({ id, spark, entries }) => ({ id, spark, seqs: entries.map((each) => each.seq) }))).toEqual([
      { id: 1, spark: 'harvested', seqs: [1, 2, 3] },
      { id: 5, spark: 'buried', seqs: [5, 6] },
    ]);
  });

  it('stay settled after their first messages are gone', () => {
    const said = room(['ada', 'ASSERT'], ['bob', 'CHALLENGE'], ['ada', 'RESOLVE', { thread: 1 }], ['bob', 'FUSE', { thread: 1 }]);
    const isRead = threads(said.slice(1));
    expect(isRead).toMatchObject([{ id: 1, status: 'fused', headline: 'It is warm' }]);
    expect(isRead[0]?.entries).toHaveLength(3);
    expect(threads(said.slice(2))).toMatchObject([{ id: 1, status: 'fused', headline: 'No hit in ten minutes' }]);
    const idea = room(['ada', 'SPARK'], ['bob', 'HARVEST']);
    expect(threads(idea.slice(1))).toMatchObject([{ id: 1, spark: 'harvested' }]);
  });

  it('do not begin with a message that was not written yet', () => {
    expect(threads(room(['bob', 'CHALLENGE', { body: { ...BODIES.CHALLENGE, target_seq: 9 } }]))).toMatchObject([{ id: 1 }]);
  });

  it('are the same in whatever order the messages are read', () => {
    const said = room(['ada', 'ASSERT'], ['bob', 'CHALLENGE'], ['ada', 'RESOLVE', { thread: 1 }], ['bob', 'FUSE', { thread: 1 }]);
    fc.assert(
      fc.property(fc.shuffledSubarray(said, { minLength: 4 }), (shuffled) => {
        expect(threads(shuffled)).toEqual(threads(said));
      }),
    );
  });

  it('add up to a shared state, in the order of the fuses', () => {
    const delta = (shared_state_delta: unknown) => ({ synthesis: 'x', shared_state_delta });
    const said = room(
      ['ada', 'PROBE'],
      ['ada', 'PROBE'],
      ['bob', 'FUSE', { thread: 2, body: delta('first') }],
      ['bob', 'FUSE', { thread: 1, body: delta(null) }],
      ['ada', 'FUSE', { thread: 1, body: delta({ second: true }) }],
    );
    expect(sharedState(threads(said))).toEqual([
      { seq: 3, thread: 2, author_name: 'BOB', delta: 'first' },
      { seq: 5, thread: 1, author_name: 'ADA', delta: { second: true } },
    ]);
  });
});

describe('calibration', () => {
  const close = (loss: number): unknown => expect.closeTo(loss, 12);
  const story = (basis: string, outcomes: object = { '1': true, '2': false }) =>
    room(
      ['ada', 'ASSERT'],
      ['bob', 'CHALLENGE', { thread: 1 }],
      ['ada', 'RESOLVE', { thread: 1, body: { observation: 'x', basis } }],
      ['ada', 'FUSE', { thread: 1, body: { synthesis: 'x', outcomes } }],
    );

  it('is the mean log loss of each author, the best first', () => {
    expect(calibrationOf(threads(story('tool')))).toEqual([
      { author_id: 'ada', author_name: 'ADA', statements: 1, held: 1, mean_loss: close(-Math.log(0.8)) },
      { author_id: 'bob', author_name: 'BOB', statements: 1, held: 0, mean_loss: close(-Math.log(0.4)) },
    ]);
  });

  it('counts only what was fused on an observation', () => {
    expect(calibrationOf(threads(story('consensus')))).toEqual([]);
    expect(calibrationOf(threads(story('stale')))).toEqual([]);
    expect(calibrationOf(threads(story('tool').slice(0, 3)))).toEqual([]);
    expect(calibrationOf(threads(story('tool', {})))).toEqual([]);
  });

  it('is of who sent it: no one can spoil the record of another by signing with their name', () => {
    const forged = story('tool').map((each) => ({ ...each, content: each.content.replaceAll('"from":"bob"', '"from":"ada"') }));
    expect(calibrationOf(threads(forged)).map(({ author_id, statements }) => [author_id, statements])).toEqual([
      ['ada', 1],
      ['bob', 1],
    ]);
  });

  it('never leaves 0 to ln 10', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.boolean(), (confidence, held) => {
        const loss = logLoss(confidence, held);
        expect(loss).toBeGreaterThanOrEqual(0);
        expect(loss).toBeLessThanOrEqual(Math.log(10));
      }),
    );
    expect(logLoss(0, true)).toBe(Math.log(10));
    expect(logLoss(1, true)).toBeLessThan(1e-5);
  });
});

describe('verdicts', () => {
  const outcomes = (held: boolean) => ({ synthesis: 'x', outcomes: { '1': held } });
  const judged = (...fuses: (readonly [string, boolean])[]) =>
    threads(
      room(
        ['liar', 'ASSERT'],
        ['judge', 'RESOLVE', { thread: 1, body: { observation: 'x', basis: 'tool' } }],
        ...fuses.map(([who, held]): [string, 'FUSE', object] => [who, 'FUSE', { thread: 1, body: outcomes(held) }]),
      ),
    );

  it.each([
    [
      "an author's own verdict does not count against another's, later",
      [
        ['judge', false],
        ['liar', true],
      ],
      false,
      [1],
    ],
    [
      "an author's own verdict does not count against another's, earlier",
      [
        ['liar', true],
        ['judge', false],
      ],
      false,
      [1],
    ],
    [
      'the latest of the others counts',
      [
        ['judge', false],
        ['other', true],
        ['liar', false],
      ],
      true,
      [1],
    ],
    [
      'a second verdict of the same judge replaces the first',
      [
        ['judge', false],
        ['judge', true],
      ],
      true,
      [],
    ],
    [
      'equal verdicts dispute nothing',
      [
        ['judge', true],
        ['liar', true],
      ],
      true,
      [],
    ],
    ["an author's own verdict stands while there is no other", [['liar', true]], true, []],
  ] as const)('%s', (_what, fuses, held, disputed) => {
    const found = judged(...fuses);
    expect(calibrationOf(found)).toMatchObject([{ author_id: 'liar', held: Number(held) }]);
    expect(found).toMatchObject([{ disputed }]);
  });
});
