import { expect, test } from 'vitest';
import { emojiQuery, withWholeEmoji } from './emoji-query.ts';

const at = (text: string) => emojiQuery(text.replace('|', ''), text.indexOf('|'));

test('an emoji is being typed after a colon that begins a word', () => {
  expect(at('Well :smi|')).toEqual({ start: 5, text: 'smi' });
  expect(at(':+1| there')).toEqual({ start: 0, text: '+1' });
  for (const text of ['at 9:15|', 'http://x|', ':s|', ': smi|', 'a:smi|', ':smi |']) expect(at(text), text).toBeNull();
});

test('a whole name becomes its emoji at once', () => {
  const all = [{ char: '🎉', label: 'party popper', code: 'tada', words: [], group: 6, tones: [] }];
  expect(withWholeEmoji('Yes :tada:!', 10, all)).toEqual({ text: 'Yes 🎉!', caret: 6 });
  for (const text of ['10:tada:', ':nope:', 'tada:']) expect(withWholeEmoji(text, text.length, all), text).toBeNull();
});
