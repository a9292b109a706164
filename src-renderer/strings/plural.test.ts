import { describe, expect, test } from 'vitest';
import { pluralOf } from './plural.ts';

describe('A number in a sentence', () => {
  test('takes the form its language has for it', () => {
    const plural = pluralOf('en');
    const guests = (count: number) => plural(count, { one: '# guest', other: '# guests' });
    expect([guests(0), guests(1), guests(2)]).toEqual(['0 guests', '1 guest', '2 guests']);
  });

  test('has as many forms as the language', () => {
    const plural = pluralOf('pl');
    const files = (count: number) => plural(count, { one: '# plik', few: '# pliki', many: '# plików', other: '# pliku' });
    expect([files(1), files(3), files(5), files(22)]).toEqual(['1 plik', '3 pliki', '5 plików', '22 pliki']);
  });

  test('is written as the language writes numbers', () => {
    expect(pluralOf('de')(12_345, { one: '# Nachricht', other: '# Nachrichten' })).toBe('12.345 Nachrichten');
  });

  test('falls back to the general form', () => {
    expect(pluralOf('pl')(3, { one: '# plik', other: '# pliku' })).toBe('3 pliku');
  });
});
