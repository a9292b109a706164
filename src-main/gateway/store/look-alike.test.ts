import { describe, expect, it } from 'vitest';
import { readConfusables } from './confusables.cjs';
import { ASCII_LOOKS, nameKeys } from './look-alike.ts';

function lookAlike(one: string, other: string): boolean {
  const [a, b] = [nameKeys(one), nameKeys(other)];
  return a.name_key === b.name_key || a.name_fold === b.name_fold;
}

describe('Names that look alike', () => {
  it.each([
    ['Olga', 'olga'], ['Olga', 'OLGA'], ['Olga', 'OIga'], ['Olga', '0lga'], ['Olga', 'O1ga'], ['Olga', 'O|ga'], ['Olga', 'Оlga'], ['Olga', 'Οlga'], ['Olga', 'Olgа'],
    ['Olga', 'ｏｌｇａ'], ['Olga', '𝐎𝐥𝐠𝐚'], ['Olga', '𝒪𝓁𝑔𝒶'], ['Olga', 'Ol\u00ADga'], ['Olga', 'Ol\u200Dga'], ['Olga', 'ⓞⓛⓖⓐ'], ['Porter', 'Роrtеr'], ['Porter', 'PORTER'], ['Porter', 'P0rter'], ['Porter', 'ᏢОᎡTER'],
    ['Mel', 'mel'], ['Mel', 'MEL'], ['mel', 'rnel'], ['Ida', 'lda'], ['Ida', 'ida'], ['Вася', 'вася'], ['Вася', 'ВАСЯ'], ['Bob', 'Вob'], ['café', 'cafe\u0301'], ['café', 'CAFÉ'],
    ['Straße', 'STRASSE'], ['ΟΔΟΣ', 'οδος'], ['ﬁn', 'fin'], ['Ⅳ', 'IV'], ['علی‌رضا', 'علیرضا'], ['葛\u{E0100}', '葛'],
  ])('are %s and %s', (one, other) => expect(lookAlike(one, other)).toBe(true)); // prettier-ignore

  it.each([
    ['Olga', 'Olga 2'], ['Olga', 'Olga (agent)'], ['Olga', 'Ola'], ['Jose', 'José'], ['ida', 'lda'], ['小明', '小红'], ['Ada', 'Ade'], ['agent 1', 'agent 2'], ['가', '나'], ['🦊', '🐻'], ['محمد', 'محمود'],
  ])('are not %s and %s', (one, other) => expect(lookAlike(one, other)).toBe(false)); // prettier-ignore

  it('have the ASCII part of the table', () => {
    const ascii = Object.entries(readConfusables()).filter(([char]) => char < '\u0080');
    expect(ASCII_LOOKS).toEqual(Object.fromEntries(ascii));
  });
});
