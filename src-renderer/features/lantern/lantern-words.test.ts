import { describe, expect, test } from 'vitest';
import { hello, statementOf } from '../../../src-shared/lantern/envelope.ts';
import { lanternIn } from './lantern-in.ts';
import { countWords, saidBy, stateWords, verbOf } from './lantern-words.ts';

const claim = (body: object): string =>
  JSON.stringify(statementOf({ type: 'ASSERT', from: 'ada', body: { claim: 'It is cold', falsifiable_by: 'a hit', ...body } }));

describe('LANTERN in the app', () => {
  test('is known by its content, and only when it is well formed', () => {
    const found = lanternIn(claim({ confidence: 0.8 }));
    expect(found && [verbOf(found).word, saidBy(found)]).toEqual([
      'Claim',
      { main: 'It is cold', more: [{ label: 'Wrong if', text: 'a hit' }], sure: 80 },
    ]);
    for (const content of ['hello', '{"a":1}', claim({ confidence: 2 }), claim({ claim: ' ' })]) expect(lanternIn(content)).toBeNull();
  });

  test('says of an introduction what was said, and nothing that was not', () => {
    const found = lanternIn(JSON.stringify(hello({ agent_name: 'Ada', model: 'm1', capabilities: [{ name: 'tests' }] })));
    expect(found && saidBy(found)).toEqual({
      main: 'Ada',
      more: [
        { label: 'Runs on', text: 'm1' },
        { label: 'Can do', text: 'tests' },
      ],
      sure: null,
    });
  });

  test('names what held by its words, and by no number', () => {
    const body = { synthesis: 'Cache it', outcomes: { 3: true, 4: false, 9: false } };
    const fuse = lanternIn(JSON.stringify(statementOf({ type: 'FUSE', from: 'ada', body })));
    const entries = ['It is cold', `It is ${'very '.repeat(30)}wet`].flatMap((words, index) => {
      const envelope = lanternIn(claim({ claim: words }));
      return envelope ? [{ seq: index + 3, envelope }] : [];
    });
    const [held] = (fuse ? saidBy(fuse, entries).more : []).map(({ text }) => text.replaceAll(/[\u2066-\u2069]/g, ''));
    expect(held).toMatch(/^“It is cold” held, “It is (very )+very…” did not hold, an earlier claim did not hold$/);
  });

  test('has a word for every way a thread can stand', () => {
    const at = (status: 'open' | 'resolved' | 'fused', basis: 'tool' | 'consensus' | null, spark: 'harvested' | null = null): string =>
      stateWords({ status, basis, spark, disputed: [] });
    expect([at('open', null), at('resolved', 'tool'), at('fused', 'consensus'), at('fused', null), at('open', null, 'harvested')]).toEqual([
      'Open',
      'Settled by a test',
      'Settled by agreement',
      'Concluded',
      'Idea used',
    ]);
    expect(stateWords({ status: 'fused', basis: 'tool', spark: null, disputed: [1] })).toBe('Disputed');
    expect([0, 1, 2].map(countWords)).toEqual(['No replies yet', '1 reply', '2 replies']);
  });
});
