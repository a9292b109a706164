// The table of docs/performance.md, drawn from the figures that were recorded.
import { ROWS, type Bar, type Row } from './bars.ts';

export interface Run {
  date: string;
  machine: string;
}

export interface Figure {
  value: number;
  unit: string;
  baseline: number | null;
  /** The key of the run. */
  run: string;
}

export interface Figures {
  runs: Record<string, Run>;
  /** By benchmark and the name of the result. */
  figures: Record<string, Record<string, Figure>>;
}

const BEGIN = '<!-- Figures: `npm run bench -- --record` writes them. -->';
const END = '<!-- End of the figures. -->';

/** The page with its table as the figures have it. */
export function withTable(page: string, figures: Figures): string {
  const [from, to] = [page.indexOf(BEGIN), page.indexOf(END)];
  if (from === -1 || to < from) throw new Error(`docs/performance.md lacks the lines between which the figures stand: ${BEGIN} and ${END}`);
  return `${page.slice(0, from)}${BEGIN}\n\n${tableOf(figures)}\n${page.slice(to)}`;
}

export function tableOf({ runs, figures }: Figures): string {
  const shown = ROWS.map((row) => ({ row, figure: figures[row.benchmark]?.[row.result] })).filter(({ row, figure }) => figure ?? row.bars);
  const keys = [...new Set(shown.flatMap(({ figure }) => figure?.run ?? []))];
  const letterOf = (run: string): string => String.fromCodePoint(65 + keys.indexOf(run));
  return [
    '| measured | figure | beside | ratio | bar | run |',
    '|---|---|---|---|---|---|',
    ...shown.map(({ row, figure }) => lineOf(row, figure, figure ? letterOf(figure.run) : '')),
    '',
    'Runs:',
    '',
    ...keys.map((key) => `- ${letterOf(key)}: ${runs[key]?.date}. ${runs[key]?.machine}.`),
    '',
  ].join('\n');
}

function lineOf({ label, beside, bars = [] }: Row, figure: Figure | undefined, run: string): string {
  const ratio = figure && ratioOf(figure);
  const cells = [
    label,
    figure ? amount(figure.value, figure.unit) : 'not measured',
    figure?.baseline != null && beside !== undefined ? `${amount(figure.baseline, figure.unit)}, ${beside}` : '',
    ratio === null || ratio === undefined ? '' : rounded(ratio),
    bars.map((bar) => (figure ? `${nameOf(bar, figure.unit)}: ${verdict(bar, figure)}` : nameOf(bar, ''))).join('; '),
    run,
  ];
  return `| ${cells.join(' | ')} |`;
}

function nameOf(bar: Bar, unit: string): string {
  const limit =
    bar.atLeast === undefined ? `at most ${limitOf(bar.atMost ?? 0, bar, unit)}` : `at least ${limitOf(bar.atLeast, bar, unit)}`;
  const name = bar.of === 'ratio' ? `ratio ${limit}` : limit;
  return bar.whenBesideBelow === undefined ? name : `${name} where the bare one is below ${amount(bar.whenBesideBelow, unit)}`;
}

function limitOf(limit: number, { of }: Bar, unit: string): string {
  return of === 'ratio' ? String(limit) : amount(limit, unit);
}

export function verdict(bar: Bar, figure: Figure): 'met' | '**not met**' | 'does not apply' {
  if (bar.whenBesideBelow !== undefined && !(figure.baseline !== null && figure.baseline < bar.whenBesideBelow)) return 'does not apply';
  const measured = bar.of === 'ratio' ? ratioOf(figure) : figure.value;
  const holds = measured !== null && measured >= (bar.atLeast ?? 0) && measured <= (bar.atMost ?? Infinity);
  return holds ? 'met' : '**not met**';
}

function ratioOf({ value, baseline }: Figure): number | null {
  return baseline === null ? null : value / baseline;
}

function amount(value: number, unit: string): string {
  if (unit === '') return rounded(value);
  return unit === 'per s' ? `${rounded(value)} /s` : `${rounded(value)} ${unit}`;
}

function rounded(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });
}
