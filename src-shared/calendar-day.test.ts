import { execFileSync } from 'node:child_process';
import process from 'node:process';
import { expect, it } from 'vitest';

const MODULE = new URL('calendar-day.ts', import.meta.url).href;

/** In a separate process: a time zone belongs to the whole process. */
function daysIn(zone: string, asked: readonly (readonly [at: readonly number[], days: number])[]): string[] {
  const run = `import { dayBefore } from ${JSON.stringify(MODULE)};
    console.log(JSON.stringify(${JSON.stringify(asked)}.map(([at, days]) => dayBefore(new Date(...at).getTime(), days))));`;
  const env = { ...process.env, TZ: zone };
  return JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', run], { env, encoding: 'utf8' })) as string[];
}

it.each([
  // The clock goes back on 1 November 2026 and forward on 8 March.
  [
    'America/New_York',
    [
      [[2026, 10, 1, 23, 30], 0, '2026-11-01'],
      [[2026, 10, 1, 23, 30], 1, '2026-10-31'],
      [[2026, 2, 9, 0, 30], 1, '2026-03-08'],
      [[2026, 10, 7, 23, 30], 7, '2026-10-31'],
      [[2026, 2, 12, 0, 15], 7, '2026-03-05'],
      [[2026, 3, 1, 0, 15], 30, '2026-03-02'],
      [[2026, 10, 5, 23, 45], 365, '2025-11-05'],
    ],
  ],
  [
    'Europe/Berlin',
    [
      [[2026, 9, 25, 23, 30], 1, '2026-10-24'],
      [[2026, 2, 30, 0, 15], 1, '2026-03-29'],
    ],
  ],
  // Here midnight itself was left out on 6 September.
  [
    'America/Santiago',
    [
      [[2026, 8, 6, 12, 0], 0, '2026-09-06'],
      [[2026, 8, 7, 0, 15], 1, '2026-09-06'],
    ],
  ],
  // Half an hour.
  ['Australia/Lord_Howe', [[[2026, 3, 5, 23, 50], 1, '2026-04-04']]],
  [
    'UTC',
    [
      [[2026, 0, 1, 0, 0], 1, '2025-12-31'],
      [[2024, 2, 1, 12, 0], 1, '2024-02-29'],
    ],
  ],
] as const)('A day before now is one of the calendar in %s', (zone, rows) => {
  expect(
    daysIn(
      zone,
      rows.map(([at, days]) => [at, days]),
    ),
  ).toEqual(rows.map(([, , day]) => day));
});
