import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { harmlessLine, Name, shortLine } from './name.ts';
import { RegisterRequest } from './registration.ts';
import { lineProblem, withoutUnseen } from './visible-text.ts';

const takes = (name: string): boolean => Name.safeParse(name).success;
const point = (code: number): string => String.fromCodePoint(code);
const shown = (text: string): string => [...text].map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16)}`).join(' ');

/** Every code point that alone has no place in a name. */
function hiddenCodes(): number[] {
  const ranges: [number, number][] = [
    [0x00, 0x08], [0x0e, 0x1f], [0x7f, 0x9f], [0xad, 0xad], [0x34f, 0x34f], [0x61c, 0x61c], [0x115f, 0x1160], [0x17b4, 0x17b5],
    [0x180b, 0x180f], [0x200b, 0x200f], [0x202a, 0x202e], [0x2060, 0x206f], [0x2800, 0x2800], [0x3164, 0x3164], [0xe000, 0xe010],
    [0xf8ff, 0xf8ff], [0xfe00, 0xfe0f], [0xfeff, 0xfeff], [0xffa0, 0xffa0], [0xfff0, 0xfffc], [0x1bca0, 0x1bca3], [0x1d159, 0x1d159],
    [0x1d173, 0x1d17a], [0xe0000, 0xe007f], [0xe0100, 0xe0110], [0xf0000, 0xf0004], [0x10fffd, 0x10ffff], [0x0378, 0x0379], [0xfdd0, 0xfdd3],
    [0xd800, 0xd802], [0xdffe, 0xdfff], [0x2028, 0x2029],
  ]; // prettier-ignore
  return ranges.flatMap(([first, last]) => Array.from({ length: last - first + 1 }, (_each, index) => first + index));
}

describe('A name', () => {
  it.each([
    'Ada', 'Ada Lovelace', 'Zoë', 'Nguyễn Thị Ánh', '小明', 'さくら', '葛\u{E0100}飾', '渡邉', '김철수', 'Ольга', 'Ὀδυσσεύς', 'ᾧ', 'محمد', 'مُحَمَّد', 'علی‌رضا',
    'می‌خواهم', 'שָׁלוֹם', 'ক্‍ষ', 'क्‍ष', 'श्री', 'ശ്രീ', 'അവന്‍', 'නිමල් ශ්‍රී', 'ก้อง', 'ខ្មែរ', 'မြန်မာ', '👩‍🚀', '🏳️‍🌈', '🏴‍☠️', '👍🏽', '🇫🇮', '3️⃣', '❤️', '❤', '☎︎', '⛹🏽‍♀️', '👨‍👩‍👧‍👦',
    '\u{1F3F4}\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}', "O'Brien", 'R2-D2', 'a@b', '#1', '¿?', 'Ünal İ', 'Thor (prod)', '🦊 bot', 'ᠮᠣᠩᠭᠣᠯ', 'ᠠ᠋',
  ])('may be %s', (name) => {
    expect(lineProblem(name.normalize('NFC'))).toBeNull();
    expect(Name.parse(name)).toBe(name.normalize('NFC'));
  }); // prettier-ignore

  it('may not be, begin with, end with or contain a hidden character', () => {
    const taken = hiddenCodes().flatMap((code) => {
      const hidden = point(code);
      return [hidden, `${hidden}Olga`, `Olga${hidden}`, `Ol${hidden}ga`, `Ol ${hidden} ga`, hidden.repeat(3)].filter((name) => {
        // The ends are trimmed as String.trim does.
        return takes(name) && Name.parse(name) !== 'Olga';
      });
    });
    expect(taken.map(shown)).toEqual([]);
    expect(hiddenCodes().length).toBeGreaterThan(250);
  });

  it.each([
    '',
    ' ',
    '\u00A0',
    '\u3000',
    '\u0301',
    '\u0301Olga',
    'Olga \u0301',
    '\u20DD',
    'a\u20DD',
    'Olga\u0301\u0301',
    `O${'\u0301\u0302\u0303\u0304\u0305'}lga`,
  ])('may not be blank, nor carry accents on nothing or without end: %j', (name) => expect(takes(name)).toBe(false));

  it.each([
    '\u200D👩',
    '👩\u200D',
    '👩\u200D\u200D🚀',
    'a\u200Db',
    'a\u200Cb',
    '\u200C',
    'ا\u200C',
    'A\uFE0F',
    '1\uFE0F',
    '🏴\u{E0061}',
    '🏴\u{E0067}\u{E0062}\u{E007F}',
    '小\uFE0F',
  ])('has joiners and selectors only where they belong: %j', (name) => expect(takes(name)).toBe(false));

  it('is kept in one form', () => {
    expect(Name.parse('  Cafe\u0301\u00A0 \u3000Bar ')).toBe('Café Bar');
    expect(Name.safeParse('x'.repeat(80)).success).toBe(true);
    expect(Name.safeParse('x'.repeat(81)).success).toBe(false);
    expect(Name.safeParse('e\u0301'.repeat(80)).success).toBe(true);
  });

  it('says what is wrong with it', () => {
    expect(Name.safeParse('Ol\u200Bga').error?.issues[0]?.message).toMatch(/must be visible/);
    expect(Name.safeParse('Ol\nga').error?.issues[0]?.message).toMatch(/line breaks/);
    expect(Name.safeParse('O\u0301\u0301').error?.issues[0]?.message).toMatch(/accents/);
  });

  it('without its hidden characters has none, and loses nothing else', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const rest = withoutUnseen(text);
        expect(withoutUnseen(rest)).toBe(rest);
      }),
    );
    expect(withoutUnseen('👩‍🚀 a\u202Eb علی‌رضا')).toBe('👩‍🚀 ab علی‌رضا');
  });
});

describe('A name that a program chose', () => {
  const nameOf = (name: string): string | null => {
    const parsed = RegisterRequest.safeParse({ key: 'k', name });
    return parsed.success ? parsed.data.name : null;
  };

  it('is put on one line and cut between whole characters', () => {
    expect(nameOf('My\r\n  agent\t')).toBe('My agent');
    expect(nameOf('')).toBe('agent');
    expect(nameOf('👩‍🚀'.repeat(40))).toBe('👩‍🚀'.repeat(16));
    expect(shortLine(`${'x'.repeat(79)}🦊`)).toBe('x'.repeat(79));
  });

  it.each(['\u200b', '\u3164', '\u2800', '\u00ad', 'Owner\u200b', 'Ada \u202etsurt'])('is refused when it hides something: %j', (name) =>
    expect(nameOf(name)).toBeNull(),
  );

  it('keeps what can be seen of its capabilities', () => {
    expect(RegisterRequest.parse({ key: 'k', name: 'a', capabilities: ['a\u200bb', '\u3164', 'c\nd'] }).capabilities).toEqual([
      'ab',
      '',
      'c d',
    ]);
    expect(harmlessLine('\u0301')).toBe('');
  });
});
