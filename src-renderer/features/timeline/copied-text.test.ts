import { expect, test } from 'vitest';
import { copiedText } from './copied-text.ts';

test('each message has its name and its time, and what has no words is left out', () => {
  const rows = [
    { name: 'Ada', time: '10:47', text: 'Morning.' },
    { name: 'Ada', time: '10:48', text: 'Two\nlines' },
    { name: 'Maya', time: '10:49', text: '' },
    { name: 'Maya', time: '10:50', text: 'Yes' },
  ];
  expect(copiedText(rows)).toBe('Ada [10:47] Morning.\nAda [10:48] Two\nlines\nMaya [10:50] Yes');
});
