import { describe, expect, it } from 'vitest';
import { beginningOf, endWords, hasUnseen, leftWords, withCodes } from './approval-words.ts';

describe('the time that is left', () => {
  it.each([
    [-1, 'Time is up'],
    [0, 'Time is up'],
    [1, '1 s left'],
    [119_000, '119 s left'],
    [120_000, '2 min left'],
    [15 * 60_000, '15 min left'],
    [24 * 3_600_000, '24 h left'],
  ])('of %i ms is "%s"', (ms, words) => {
    expect(leftWords(1_000_000 + ms, 1_000_000)).toBe(words);
  });
});

describe('an end', () => {
  it('names the person who decided', () => {
    const at = new Date(2026, 5, 1, 14, 2).getTime();
    expect(endWords({ state: 'rejected', decided_at: at }, 'Sarah', at)).toMatch(/^Rejected by Sarah · (?:14:02|2:02.PM)$/u);
    expect(endWords({ state: 'expired', decided_at: at }, '', at)).toMatch(/^Not answered in time · /u);
  });
});

describe('a detail', () => {
  it('shows what would hide a part of it, or turn its direction', () => {
    expect(withCodes('rm \u202Etxt.exe')).toBe('rm ⟨U+202E⟩txt.exe');
    expect(withCodes('a\u200Bb\u0000c\u2028d\r')).toBe('a⟨U+200B⟩b⟨U+0000⟩c⟨U+2028⟩d⟨U+000D⟩');
    expect(withCodes('tag \u{E0041}')).toBe('tag ⟨U+E0041⟩');
  });

  it('shows characters that are blank in any font, and spaces that are none', () => {
    const blanks = ['\u00AD', '\u034F', '\u180B', '\uFE0F', '\u2800', '\u3164', '\u{E0100}', '\u00A0', '\u2003', '\u3000', '\uFEFF'];
    for (const each of blanks) {
      const code = (each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
      expect(withCodes(`a${each}b`)).toBe(`a⟨U+${code}⟩b`);
    }
  });

  it('ends its lines in both ways, and shows a return that does not end one', () => {
    expect(withCodes('one\r\ntwo\n')).toBe('one\ntwo\n');
    expect(withCodes('echo safe\rrm x')).toBe('echo safe⟨U+000D⟩rm x');
    expect([hasUnseen('one\r\ntwo'), hasUnseen('one\rtwo')]).toEqual([false, true]);
  });

  it('shows every return in a diff: it can be all that changes', () => {
    expect(withCodes('-one\n+one\r\n', { isDiff: true })).toBe('-one\n+one⟨U+000D⟩\n');
    expect(hasUnseen('-one\n+one\r\n')).toBe(false);
  });

  it('stays as it is otherwise', () => {
    const text = 'if (x) {\n\techo "Zoë 👍 漢字 שלום"\n}';
    expect(withCodes(text)).toBe(text);
  });
});

describe('a reason', () => {
  it('that is short is shown whole', () => {
    for (const text of ['It is stale.', 'a\nb\nc', 'x'.repeat(240)]) expect(beginningOf(text)).toBeNull();
  });

  it('that is long begins with whole words and a few lines', () => {
    expect(beginningOf('a\nb\nc\nd')).toBe('a\nb\nc');
    expect(beginningOf('word '.repeat(100))).toBe('word '.repeat(48).trimEnd());
    expect(beginningOf('x'.repeat(1_000))).toHaveLength(240);
  });
});
