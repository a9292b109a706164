import { describe, expect, it } from 'vitest';
import { COMMANDS } from './commands/index.ts';

const given = (emoji: string, on = true): string | null => {
  const parsed = COMMANDS.react.request.safeParse({ room_id: 'r', message_id: 'm', emoji, on });
  return parsed.success ? parsed.data.emoji : null;
};

describe('A reaction', () => {
  it.each([
    ['❤', '❤️'],
    ['👍', '👍\uFE0F'],
    ['é', 'e\u0301'],
    ['☎', '☎\uFE0E'],
    ['🏳\u200D🌈', '🏳️‍🌈'],
    ['⛹🏽\u200D♀', '⛹🏽\u200D♀️'],
    ['1\u20E3', '1️⃣'],
    ['👁\u200D🗨', '👁️‍🗨️'],
    ['☝🏽', '☝🏽'],
  ])('%j and %j are one', (one, other) => {
    expect(given(one)).not.toBeNull();
    expect(given(one)).toBe(given(other));
  });

  it('is kept as emoji are written in full', () => {
    expect([given('❤'), given('👍\uFE0F'), given('1\u20E3'), given('🏳\u200D🌈')]).toEqual(['❤️', '👍', '1️⃣', '🏳️‍🌈']);
  });

  it('with another skin tone is another one', () => {
    expect(new Set(['👍', '👍🏻', '👍🏽', '👍🏿'].map((emoji) => given(emoji))).size).toBe(4);
  });

  it.each(['👩‍🚀', '🇫🇮', '🌺', '✓', '→', 'я', '字', '!', '\u{1F3F4}\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F}'])(
    'may be %s',
    (emoji) => expect(given(emoji)).toBe(emoji),
  );

  it.each([
    '\u200b',
    '\u202e',
    '\u0000',
    '\u2800',
    '\u3164',
    '\u00ad',
    '\uFE0F',
    '\u200D',
    ' ',
    '\u0301',
    '👍👍',
    'OK',
    'OWNER-IS-A-LIAR\u202E',
    '👍\u200b',
    '\u202e👍',
    'z\u0301\u0301',
  ])('may not be %j', (emoji) => expect(given(emoji)).toBeNull());

  it('of an older version can be taken back', () => expect(given('LGTM', false)).toBe('LGTM'));
});
