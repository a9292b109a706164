// The table of docs/performance.md is what was measured and recorded.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ROWS } from '../bench/record/bars.ts';
import { readFigures, recorded } from '../bench/record/record.ts';
import { tableOf, verdict, withTable, type Figure, type Figures } from '../bench/record/table.ts';
import { at } from './lib/project.mjs';

const figure = (value: number, baseline: number | null = null): Figure => ({ value, unit: 'ms', baseline, run: '2026-12-02' });
const calm = { date: '2026-12-02', machine: '2 cores; load 0.1' };

describe('the page', () => {
  const page = readFileSync(at('docs/performance.md'), 'utf8');

  it('has the recorded figures; `npm run bench -- --record` writes them', () => {
    expect(withTable(page, readFigures())).toBe(page);
  });

  it('is not written without the lines around the table', () => {
    expect(() => withTable('# Performance\n', readFigures())).toThrow('docs/performance.md lacks the lines');
  });

  it('has a row for each recorded result once, and no row without a figure or a bar', () => {
    const names = ROWS.map(({ benchmark, result }) => `${benchmark}: ${result}`);
    expect(new Set(names).size).toBe(names.length);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe('a bar', () => {
  it.each([
    ['of the figure, held', { of: 'value', atMost: 5 }, figure(5), 'met'],
    ['of the figure, missed', { of: 'value', atMost: 5 }, figure(5.01), '**not met**'],
    ['of zero', { of: 'value', atMost: 0 }, figure(1), '**not met**'],
    ['of the ratio, held', { of: 'ratio', atLeast: 0.2 }, figure(2, 10), 'met'],
    ['of the ratio, missed', { of: 'ratio', atLeast: 0.2 }, figure(1.99, 10), '**not met**'],
    ['of a ratio without a counterpart', { of: 'ratio', atMost: 2 }, figure(1), '**not met**'],
    ['that counts for a quick counterpart only', { of: 'value', atMost: 20, whenBesideBelow: 15 }, figure(24, 23), 'does not apply'],
    ['that counts, because the counterpart is quick', { of: 'value', atMost: 20, whenBesideBelow: 15 }, figure(24, 14), '**not met**'],
  ] as const)('%s', (_, bar, measured, expected) => {
    expect(verdict(bar, measured)).toBe(expected);
  });
});

describe('recording', () => {
  const result = (name: string, value: number) => ({ name, value, unit: 'ms', baseline: null });
  const none: Figures = { runs: {}, figures: {} };

  it('keeps the figures of other benchmarks with their date, and replaces all of this one', () => {
    const before = recorded(none, 'latency', { ...calm, date: '2026-11-21' }, [result('p50', 1), result('gone', 2)]);
    const both = recorded(before, 'memory', calm, [result('idle', 80)]);
    expect(both.figures.latency?.p50?.run).toBe('2026-11-21');
    const after = recorded(both, 'latency', calm, [result('p50', 0.5)]);
    expect(after).toEqual({
      runs: { '2026-12-02': calm },
      figures: {
        latency: { p50: { value: 0.5, unit: 'ms', baseline: null, run: '2026-12-02' } },
        memory: { idle: { value: 80, unit: 'ms', baseline: null, run: '2026-12-02' } },
      },
    });
  });

  it('tells two runs of one day apart', () => {
    const first = recorded(none, 'latency', calm, [result('p50', 1)]);
    const second = recorded(first, 'memory', { ...calm, machine: '2 cores; load 9' }, [result('idle', 80)]);
    expect(Object.keys(second.runs)).toEqual(['2026-12-02', '2026-12-02 2']);
  });

  it('shows a bar that was never measured as such', () => {
    expect(tableOf(none)).toContain('| memory, idle | not measured |  |  | at most 80 |  |');
  });
});
