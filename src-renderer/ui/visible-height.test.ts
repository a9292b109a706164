import { expect, it } from 'vitest';
import { heightAboveKeyboard } from './visible-height.ts';

it('is what the keyboard leaves', () => {
  expect(heightAboveKeyboard({ innerHeight: 844, height: 508.4, scale: 1 })).toBe(508);
});

it('is ignored while nothing lies over the page, or the reader magnifies it', () => {
  expect(heightAboveKeyboard({ innerHeight: 844, height: 844, scale: 1 })).toBeNull();
  expect(heightAboveKeyboard({ innerHeight: 844, height: 790, scale: 1 })).toBeNull();
  expect(heightAboveKeyboard({ innerHeight: 844, height: 422, scale: 2 })).toBeNull();
});
