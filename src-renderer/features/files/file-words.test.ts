import { describe, expect, it } from 'vitest';
import { fileInfo } from '../../testing/cast.ts';
import { boxOf } from './thumb-box.ts';
import { sizeWords, typeWords } from './file-words.ts';

describe('A size', () => {
  it.each([
    [0, '0 bytes'],
    [1, '1 byte'],
    [1_023, '1,023 bytes'],
    [1_536, '1.5 KB'],
    [20 * 1024, '20 KB'],
    [100 * 1024 * 1024, '100 MB'],
  ])('of %d is said as %s', (bytes, words) => {
    expect(sizeWords(bytes).replace(/\s/g, ' ')).toBe(words);
  });
});

describe('What a file is', () => {
  it('is said in words, and that a drawing or a web page is only text here', () => {
    expect(
      ['image/png', 'application/pdf', 'image/svg+xml', 'application/x-unknown'].map((type) => typeWords(fileInfo('a', { type }))),
    ).toEqual(['Picture', 'PDF', 'Drawing', 'File']);
  });
});

describe('The place of a picture', () => {
  it('has its shape, is never larger than it is, and fits', () => {
    expect(boxOf({ width: 100, height: 50 })).toEqual({ width: 100, height: 50 });
    expect(boxOf({ width: 4_000, height: 2_000 })).toEqual({ width: 420, height: 210 });
    expect(boxOf({ width: 1_000, height: 3_000 })).toEqual({ width: 107, height: 320 });
  });

  it('can be pressed, however small or thin it is', () => {
    expect(boxOf({ width: 1, height: 1 })).toEqual({ width: 44, height: 44 });
    expect(boxOf({ width: 10_000, height: 10 })).toEqual({ width: 420, height: 44 });
  });
});
