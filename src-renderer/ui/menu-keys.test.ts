import { describe, expect, test } from 'vitest';
import { menuMove } from './menu-keys.ts';

const LABELS = ['New link', 'Revoke access', 'Rename', 'Öffnen'];

describe('menuMove', () => {
  test('arrows go round', () => {
    expect(menuMove(LABELS, 3, 'ArrowDown')).toBe(0);
    expect(menuMove(LABELS, 0, 'ArrowUp')).toBe(3);
  });

  test('Home and End go to the ends', () => {
    expect(menuMove(LABELS, 2, 'Home')).toBe(0);
    expect(menuMove(LABELS, 0, 'End')).toBe(3);
  });

  test('a letter goes to the next item that starts with it, and round', () => {
    expect(menuMove(LABELS, 0, 'r')).toBe(1);
    expect(menuMove(LABELS, 1, 'R')).toBe(2);
    expect(menuMove(LABELS, 2, 'r')).toBe(1);
    expect(menuMove(LABELS, 0, 'ö')).toBe(3);
  });

  test('other keys, letters without an item, and an empty menu move nowhere', () => {
    expect(menuMove(LABELS, 0, 'Tab')).toBeNull();
    expect(menuMove(LABELS, 0, 'x')).toBeNull();
    expect(menuMove(LABELS, 0, ' ')).toBeNull();
    expect(menuMove([], 0, 'ArrowDown')).toBeNull();
  });
});
