import { describe, expect, it } from 'vitest';
import { linksToPreview, mayHaveLinks } from './links.ts';

describe('The links that have previews', () => {
  it('are those that the app draws as links', () => {
    expect(linksToPreview('See https://a.example/x, [this](https://b.example "t") and **<http://c.example>**.')).toEqual([
      'https://a.example/x',
      'https://b.example/',
      'http://c.example/',
    ]);
    expect(linksToPreview('- www.a.example\n\n> https://b.example\n\n| https://c.example |\n|-|\n')).toEqual([
      'http://www.a.example/',
      'https://b.example/',
      'https://c.example/',
    ]);
    expect(linksToPreview('![img](https://a.example/p.png)')).toEqual(['https://a.example/p.png']);
  });

  it('are not in code or formulas', () => {
    const code = [
      '`https://a.example`',
      '```\nhttps://a.example\n```',
      '    https://a.example',
      '$https://a.example$',
      '\\[a](javascript:x)',
    ];
    for (const text of code) expect(linksToPreview(text), text).toEqual([]);
  });

  it('are the first three, each once', () => {
    const text = 'https://a.example https://a.example/ https://A.example:443 https://b.example https://c.example https://d.example';
    expect(linksToPreview(text)).toEqual(['https://a.example/', 'https://b.example/', 'https://c.example/']);
  });

  it.each([
    'lanai://room/abc/3',
    'https://home.example/#/room/abc',
    'http://127.0.0.1:4510/#/room/abc/12',
    'https://home.example/join#code',
    'https://home.example/agent/01Z0AZHJ',
    'https://home.example/enter#token',
    'mailto:ada@example.org',
    'ada@example.org',
    'ftp://a.example/',
    '[x](https://ada:secret@a.example/)',
    `https://a.example/${'x'.repeat(3_000)}`,
    'https://',
    '[x](https://%zz/)',
  ])('are none: %s', (text) => expect(linksToPreview(text)).toEqual([]));

  it('are looked for only where one may be', () => {
    expect([mayHaveLinks('no links here'), mayHaveLinks('HTTPS://a'), mayHaveLinks('www.a.example')]).toEqual([false, true, true]);
    expect(mayHaveLinks(`https://a.example ${'x'.repeat(50_000)}`)).toBe(false);
  });
});
