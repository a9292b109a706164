import { describe, expect, it } from 'vitest';
import { growingPieces } from './growing-pieces.ts';

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

  it('is not cut within a block of code', () => {
    const code = `\`\`\`js\n${'const a = 1;\n\n'.repeat(600)}`;
    expect(growingPieces(code)).toEqual([code]);
    expect(growingPieces(`${code}\`\`\`\n\nAfter`)).toEqual([`${code}\`\`\`\n\n`, 'After']);
  });
});
