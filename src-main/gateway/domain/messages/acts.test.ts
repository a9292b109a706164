import { describe, expect, it } from 'vitest';
import type { ActDiff } from '../../../../src-shared/acts.ts';
import { ACT_DIFF_BYTES_MAX, ACT_LINE_CHARS_MAX, ACT_PATH_CHARS_MAX, ACT_TEXT_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { actLine, cutAct } from './acts.ts';

const done = { kind: 'execute', outcome: 'done' } as const;
const outputOf = (output: string): string => cutAct({ ...done, output }).output ?? '';
const diffOf = (diff: ActDiff): ActDiff => cutAct({ ...done, diff }).diff ?? { path: '', before: null, after: '' };
const lines = (count: number, word: string): string[] => Array.from({ length: count }, (_each, index) => `${word} ${index}`);

describe('an act', () => {
  it('is kept as it is when it is short', () => {
    const act = { ...done, input: 'npm test', output: 'all good\n', diff: { path: 'x.ts', before: null, after: 'a\n' } };
    expect(cutAct(act)).toEqual(act);
    expect(cutAct(done)).toEqual(done);
    const full = 'x'.repeat(ACT_TEXT_BYTES_MAX);
    expect(outputOf(full)).toBe(full);
  });

  it('keeps the beginning and the end of a long output, and says how much is missing', () => {
    const output = outputOf(`first\n${'x'.repeat(1_000_000)}\nError: last`);
    expect(output).toMatch(/^first\n.*\n… \(\d+ bytes left out\) …\n.*\nError: last$/s);
    expect(Buffer.byteLength(output)).toBeLessThanOrEqual(ACT_TEXT_BYTES_MAX);
    expect(Buffer.byteLength(output)).toBeGreaterThan(ACT_TEXT_BYTES_MAX - 100);
    const [, missing] = /(\d+) bytes left out/.exec(output) ?? [];
    expect(output.replaceAll(/[^x]/g, '')).toHaveLength(1_000_000 - Number(missing));
  });

  it.each(['€', '👍', 'ä', 'a👍€'])('cuts no character of %s in two', (character) => {
    const output = outputOf(character.repeat(5_000));
    expect(output).not.toContain('\uFFFD');
    expect(output.replaceAll(/\n… \(\d+ bytes left out\) …\n/g, '')).toMatch(/^[a€👍ä]+$/u);
    expect(Buffer.byteLength(output)).toBeLessThanOrEqual(ACT_TEXT_BYTES_MAX);
  });

  it('has no half of a character', () => {
    const half = '\uD83D';
    expect(cutAct({ ...done, input: half, diff: { path: half, before: half, after: half } })).toEqual({
      ...{ ...done, input: '\uFFFD', diff: { path: '\uFFFD', before: '\uFFFD', after: '\uFFFD' } },
    });
  });
});

describe('a change of a file', () => {
  it('keeps what changed of a long file, with some lines around it', () => {
    const [head, tail] = [lines(2_000, 'head'), lines(3_000, 'tail')];
    const { before, after } = diffOf({
      path: 'x.ts',
      before: [...head, 'old', ...tail].join('\n'),
      after: [...head, 'new', 'newer', ...tail].join('\n'),
    });
    const around = (changed: string[]): string =>
      [
        ...['… (1997 equal lines left out) …', ...head.slice(-3), ...changed],
        ...[...tail.slice(0, 3), '… (2997 equal lines left out) …'],
      ].join('\n');
    expect({ before, after }).toEqual({ before: around(['old']), after: around(['new', 'newer']) });
  });

  it('is cut when the change itself is long, and a short side leaves its place to the other', () => {
    const fresh = diffOf({ path: 'x.ts', before: null, after: 'x'.repeat(100_000) });
    expect([fresh.before, fresh.after.length > ACT_DIFF_BYTES_MAX - 100]).toEqual([null, true]);
    const rewritten = diffOf({ path: 'x.ts', before: `short\n`, after: lines(10_000, 'new').join('\n') });
    expect(rewritten.before).toBe('short\n');
    for (const { before, after } of [fresh, rewritten, diffOf({ path: 'x', before: 'a'.repeat(90_000), after: 'b'.repeat(90_000) })])
      expect(Buffer.byteLength((before ?? '') + after)).toBeLessThanOrEqual(ACT_DIFF_BYTES_MAX);
  });

  it('keeps the end of a long path', () => {
    const { path } = diffOf({ path: `${'a/'.repeat(5_000)}x.ts`, before: null, after: '' });
    expect(path).toHaveLength(ACT_PATH_CHARS_MAX);
    expect(path).toMatch(/^….*x\.ts$/);
  });
});

describe('the line of an act', () => {
  it('is one line, and not long', () => {
    expect(actLine('  Ran\n\t`npm test` \r\n')).toBe('Ran `npm test`');
    expect(actLine('x'.repeat(1_000))).toHaveLength(ACT_LINE_CHARS_MAX);
    expect(actLine(`${'x'.repeat(ACT_LINE_CHARS_MAX - 2)}👍👍`)).toMatch(/^x+…$/);
  });
});
