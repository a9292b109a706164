import { describe, expect, it } from 'vitest';
import { isolated, isolating } from './isolate.ts';
import { notificationWords } from './notify/english.ts';

const HEBREW = 'אבי';

describe('A name in a sentence', () => {
  it.each([HEBREW, 'محمد', 'Ada אבי', '\u202Etsurt', 'a\u2066b'])(
    'is kept to itself when it turns the direction of reading: %j',
    (name) => {
      expect(isolated(name)).toBe(`\u2068${name}\u2069`);
    },
  );

  it.each(['Ada', '小明', 'Ольга', 'Ada (agent)', '🦊', '', '42'])('is left as it is otherwise: %j', (name) =>
    expect(isolated(name)).toBe(name),
  );

  it('is isolated by every text of a catalogue, and other values are passed on', () => {
    const said: string[] = [];
    const visit = (texts: object): void => {
      for (const each of Object.values(texts)) {
        if (typeof each === 'function') said.push(String(Reflect.apply(each, undefined, [HEBREW, HEBREW])));
        else if (typeof each === 'object') visit(each);
      }
    };
    visit(isolating(notificationWords));
    const named = said.filter((text) => text.includes(HEBREW));
    expect(named.length).toBeGreaterThan(15);
    for (const text of named) expect(text.replaceAll(`\u2068${HEBREW}\u2069`, '')).not.toContain(HEBREW);
    expect(isolating({ count: (n: number) => n + 1, plain: 'x', list: [1] })).toMatchObject({ plain: 'x', list: [1] });
    expect(isolating({ count: (n: number) => n + 1 }).count(1)).toBe(2);
  });
});
