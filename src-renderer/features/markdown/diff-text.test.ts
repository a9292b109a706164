import { describe, expect, it } from 'vitest';
import { diffText } from './diff-text.ts';

const line = (number: number): string => `line ${number}`;

describe('The difference of two texts', () => {
  it('has the lines that were removed and added, with those around them', () => {
    expect(diffText('a\nb\nc\nd\ne\nf', 'a\nb\nc\nD\ne\nf\ng', line)).toBe('@@ line 2 @@\n b\n c\n-d\n+D\n e\n f\n+g');
  });

  it('is in parts where the changes are far from each other', () => {
    const many = Array.from({ length: 30 }, (_, index) => `line ${index}`);
    const changed = many.with(2, 'x').with(25, 'y');
    expect(diffText(many.join('\n'), changed.join('\n'), line)?.match(/^@@.*$/gm)).toEqual(['@@ line 1 @@', '@@ line 24 @@']);
  });

  it('is empty for the same text, whatever ends its lines', () => {
    for (const [before, after] of [
      ['', ''],
      ['a\nb', 'a\nb\n'],
      ['a\r\nb', 'a\nb'],
    ] as const)
      expect(diffText(before, after, line)).toBe('');
  });

  it('begins from nothing, and ends with nothing', () => {
    expect(diffText('', 'a', line)).toBe('@@ line 1 @@\n+a');
    expect(diffText('a', '', line)).toMatch(/^@@ line [01] @@\n-a$/);
  });

  it('gives up on long texts without a common line', () => {
    const lines = (word: string): string => Array.from({ length: 40_000 }, (_, index) => `${word}${index}`).join('\n');
    const startedAt = performance.now();
    expect(diffText(lines('a'), lines('b'), line)).toBeNull();
    expect(performance.now() - startedAt).toBeLessThan(5_000);
  });
});
