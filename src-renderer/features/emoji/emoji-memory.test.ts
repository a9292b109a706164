import { expect, test } from 'vitest';
import { memoryStorage } from '../../testing/memory-storage.ts';
import { loadEmojiMemory, quickEmoji, rememberEmoji, rememberTone } from './emoji-memory.ts';

test('the last used come first, once each, before the usual ones', () => {
  const storage = memoryStorage();
  for (const char of ['🦄', '🎉', '🦄']) rememberEmoji(storage, char);
  rememberTone(storage, 3);
  expect(loadEmojiMemory(storage)).toEqual({ recent: ['🦄', '🎉'], tone: 3 });
  expect(quickEmoji(storage)).toEqual(['🦄', '🎉', '👍', '❤️', '😂', '👀']);
});

test('what cannot be read is as if there was nothing', () => {
  const storage = memoryStorage();
  for (const saved of ['{', 'null', '[]', '{"recent": 5, "tone": 9}', '{"recent": [1, null], "tone": "2"}']) {
    storage.setItem('lanai.emoji', saved);
    expect(loadEmojiMemory(storage), saved).toEqual({ recent: [], tone: 0 });
  }
});
