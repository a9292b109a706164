import { expect, test } from 'vitest';
import { isEmojiOnly } from './emoji-only.ts';

test('a few emoji and nothing else are drawn large', () => {
  for (const text of ['😀', '🎉🎉🎉', ' 👍 ', '👍🏽 🙏', '👩‍⚕️', '👨‍👩‍👧‍👦', '🇩🇪🇫🇷', '❤️', '1️⃣', '☕']) expect(isEmojiOnly(text), text).toBe(true);
});

test('a text is not, whatever is in it', () => {
  for (const text of ['', ' ', 'ok 👍', '1', '#', '12', '©', 'A', '👍.', '😀'.repeat(6), '\u{FE0F}', '…'])
    expect(isEmojiOnly(text), text).toBe(false);
});
