import { describe, expect, test } from 'vitest';
import { codeTokens } from './code-tokens.ts';

describe('codeTokens', () => {
  test('loses nothing of the code', () => {
    const code = 'import json\n\nkey = open("a # b").read() # for it\nhome.connect(("127.0.0.1", 4511))\n';
    expect(
      codeTokens(code)
        .map((token) => token.text)
        .join(''),
    ).toBe(code);
  });

  test('knows words, strings and comments apart', () => {
    const found = codeTokens('for x in "a # b\\"c": # in here').filter((token) => token.kind !== 'plain');
    expect(found).toEqual([
      { kind: 'word', text: 'for' },
      { kind: 'word', text: 'in' },
      { kind: 'string', text: '"a # b\\"c"' },
      { kind: 'comment', text: '# in here' },
    ]);
  });
});
