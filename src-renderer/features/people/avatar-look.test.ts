import { describe, expect, test } from 'vitest';
import { newId } from '../../../src-shared/ids.ts';
import { avatarGround, initialOf } from './avatar-look.ts';

describe('avatarGround', () => {
  test('is the same for the same id', () => {
    expect(avatarGround('porter')).toBe(avatarGround('porter'));
  });

  test('uses the whole palette for ids as they are made', () => {
    const grounds = new Set(Array.from({ length: 400 }, () => avatarGround(newId())));
    expect(grounds.size).toBe(10);
  });
});

describe('initialOf', () => {
  test('is the first letter, in capitals', () => {
    expect(initialOf('maya')).toBe('M');
    expect(initialOf('  östen')).toBe('Ö');
    expect(initialOf('(build) bot')).toBe('B');
  });

  test('takes a letter with its marks, and an emoji, as one', () => {
    expect(initialOf('e\u0301mile')).toBe('E\u0301');
    expect(initialOf('👩‍🚀 Ada')).toBe('👩‍🚀');
  });

  test('has something for a name without letters', () => {
    expect(initialOf('...')).toBe('?');
    expect(initialOf('')).toBe('?');
  });
});
