// npm run bench -- --record: keeps the figures in bench/figures.json and writes the table of docs/performance.md.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Result } from '../result.ts';
import { ROWS } from './bars.ts';
import { withTable, type Figures, type Run } from './table.ts';

const at = (name: string): string => path.join(import.meta.dirname, '../..', name);
const FIGURES = at('bench/figures.json');
const PAGE = at('docs/performance.md');

/** Those of a benchmark replace its earlier ones, and runs of which nothing is left are forgotten. */
export function recorded({ runs, figures }: Figures, benchmark: string, run: Run, results: readonly Result[]): Figures {
  const key = keyOf(runs, run);
  const fresh = results.map(({ name, value, unit, baseline }) => [name, { value, unit, baseline, run: key }] as const);
  const all = { ...figures, [benchmark]: Object.fromEntries(fresh) };
  const used = new Set(Object.values(all).flatMap((each) => Object.values(each).map((figure) => figure.run)));
  const kept = Object.entries({ ...runs, [key]: run }).filter(([each]) => used.has(each));
  return { runs: Object.fromEntries(kept), figures: all };
}

/** The date, with a number where the same day has another run. */
function keyOf(runs: Readonly<Record<string, Run>>, run: Run): string {
  for (let number = 1; ; number += 1) {
    const key = number === 1 ? run.date : `${run.date} ${number}`;
    const other = runs[key];
    if (!other || other.machine === run.machine) return key;
  }
}

export function record(benchmark: string, run: Run, results: readonly Result[]): void {
  const missing = ROWS.find((row) => row.benchmark === benchmark && !results.some(({ name }) => name === row.result));
  if (missing) throw new Error(`The table has a row for "${missing.result}", which was not measured.`);
  const figures = recorded(readFigures(), benchmark, run, results);
  const page = withTable(readFileSync(PAGE, 'utf8'), figures);
  writeFileSync(FIGURES, `${JSON.stringify(figures, null, 2)}\n`);
  writeFileSync(PAGE, page);
}

export function readFigures(): Figures {
  // This program wrote it.
  return JSON.parse(readFileSync(FIGURES, 'utf8')) as Figures;
}
