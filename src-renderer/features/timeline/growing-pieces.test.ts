import { describe, expect, it } from 'vitest';
import { growingPieces, PLAIN_CHARS } from './growing-pieces.ts';

const paragraph = (words: string): string => `${words.repeat(200)}\n\n`;
const LONG = Array.from({ length: 12 }, (_, index) => paragraph(`word ${index} `)).join('');

describe('a growing text', () => {
  it('is one piece while it is short', () => {
    expect(growingPieces('Aloha\n\nkakou')).toEqual(['Aloha\n\nkakou']);
    expect(growingPieces('')).toEqual(['']);
  });

  it('keeps its pieces while it grows, and they are the whole text', () => {
    let before: string[] = [];
    for (let length = 0; length <= LONG.length; length += 97) {
      const pieces = growingPieces(LONG.slice(0, length));
      expect(pieces.join('')).toBe(LONG.slice(0, length));
      expect(pieces.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
      before = pieces;
    }
    expect(before.length).toBeGreaterThan(3);
  });

  it('is not cut within a short block of code', () => {
    const code = `\`\`\`js\n${'const a = 1;\n\n'.repeat(500)}`;
    expect(growingPieces(code)).toEqual([code]);
    expect(growingPieces(`${code}\`\`\`\n\nAfter`)).toEqual([`${code}\`\`\`\n\n`, 'After']);
  });

  it.each([
    ['list', '', '- an item of the list\n'],
    ['numbered list', '', '12. an item of the list\n'],
    ['block of code', '```js\n', 'const a = 1;\n'],
    ['table', '| a | b |\n|---|---|\n', '| one | two |\n'],
  ])('has small pieces in a long %s, which stay while it grows', (_kind, head, line) => {
    const text = head + line.repeat(4_000);
    let before: string[] = [];
    for (let length = 0; length <= text.length; length += 997) {
      const pieces = growingPieces(text.slice(0, length));
      expect(pieces.slice(0, before.length - 1)).toEqual(before.slice(0, -1));
      expect(Math.max(...pieces.map((each) => each.length))).toBeLessThan(PLAIN_CHARS);
      before = pieces;
    }
    before = growingPieces(text);
    expect(before.length).toBeGreaterThan(4);
    for (const piece of before) expect(piece.startsWith(head)).toBe(true);
    expect(before.join('').split(line)).toHaveLength(4_001);
  });

  it('has no empty block of code after a cut', () => {
    const line = 'const a = 1;\n';
    const code = `\`\`\`js\n${line.repeat(Math.ceil((8_000 - 6) / line.length))}`;
    expect(growingPieces(code)).toHaveLength(2);
    expect(growingPieces(`${code}\`\`\`\nAfter`)).toEqual([`${code}\`\`\`\n`, 'After']);
  });

  it('takes hostile lines for text', () => {
    for (const line of ['|\n', '-|-\n', '```\n', '1.\n', '\n', '~~~ a\n']) {
      const text = line.repeat(20_000);
      const pieces = growingPieces(text);
      // A paragraph is not cut: it is drawn as plain text while it grows.
      for (const piece of pieces.slice(0, -1)) expect(piece.length).toBeLessThan(PLAIN_CHARS);
      expect(pieces.at(-1)?.length).toBeLessThanOrEqual(text.length);
    }
  });
});
