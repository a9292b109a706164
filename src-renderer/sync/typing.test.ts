import { TYPING_LIFETIME_MS } from '../../src-shared/limits.ts';
import { expect, test } from 'vitest';
import { nextExpiry, withoutExpired, withTyping } from './typing.ts';

test('a sign of writing ends when it is taken back', () => {
  const typing = withTyping({}, 'lobby', 'ada', true, 0);
  expect(withTyping(typing, 'lobby', 'ada', false, 1)).toEqual({ lobby: {} });
  expect(withTyping(typing, 'lobby', 'quill', false, 1)).toBe(typing);
});

test('a sign of writing ends automatically, each at its own time', () => {
  const typing = withTyping(withTyping({}, 'lobby', 'ada', true, 0), 'garden', 'quill', true, 1_000);
  expect(nextExpiry(typing)).toBe(TYPING_LIFETIME_MS);
  expect(withoutExpired(typing, TYPING_LIFETIME_MS)).toEqual({ lobby: {}, garden: { quill: TYPING_LIFETIME_MS + 1_000 } });
  expect(withoutExpired(typing, 10)).toBe(typing);
  expect(nextExpiry({})).toBeNull();
});
