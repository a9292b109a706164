import { expect, test } from 'vitest';
import { inTone, loadEmoji, searchEmoji } from './emoji-data.ts';

const all = await loadEmoji();
const found = (query: string): string[] => searchEmoji(all, query, 8).map(({ char }) => char);

test('emoji are found by their names, the best fitting first', () => {
  expect(found('tada')[0]).toBe('🎉');
  expect(found('smi')).toContain('😄');
  expect(found('party')).toContain('🎉');
  expect(found('+1')[0]).toBe('👍');
  expect(found('heart')[0]).toBe('❤️');
  expect(found('zzzzz')).toEqual([]);
});

test('each has a name that can be typed, and parts of emoji are not among them', () => {
  expect(all.length).toBeGreaterThan(1_800);
  expect(all.filter(({ code }) => !/^[a-z0-9_+-]+$/.test(code))).toEqual([]);
  expect(all.filter(({ char }) => char === '🏻' || char === '🇦')).toEqual([]);
});

test('a skin tone is taken where there is one', () => {
  const wave = all.find(({ char }) => char === '👋')!;
  expect([0, 1, 5].map((tone) => inTone(wave, tone))).toEqual(['👋', '👋🏻', '👋🏿']);
  expect(
    inTone(
      all.find(({ char }) => char === '🎉')!,
      3,
    ),
  ).toBe('🎉');
});
