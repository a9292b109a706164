import { expect, it } from 'vitest';
import { goesOn, meaningOf } from './swipe.ts';

it('waits until a finger has moved further than a press strays', () => {
  expect(meaningOf(6, -4, 'right')).toBe('undecided');
  expect(meaningOf(14, -4, 'right')).toBe('swipe');
});

it('leaves scrolling, slanting and the other way alone', () => {
  expect(meaningOf(3, 20, 'right')).toBe('other');
  expect(meaningOf(14, 12, 'right')).toBe('other');
  expect(meaningOf(-14, 0, 'right')).toBe('other');
  expect(meaningOf(0, -14, 'down')).toBe('other');
});

it('knows every way', () => {
  expect(meaningOf(-20, 2, 'left')).toBe('swipe');
  expect(meaningOf(2, 20, 'down')).toBe('swipe');
});

it('continues when it came far enough or was thrown, and else comes back', () => {
  expect(goesOn(200, 0, 390)).toBe(true);
  expect(goesOn(100, 0, 390)).toBe(false);
  expect(goesOn(60, 0.8, 390)).toBe(true);
  expect(goesOn(20, 0.8, 390)).toBe(false);
  expect(goesOn(100, -0.8, 390)).toBe(false);
});
