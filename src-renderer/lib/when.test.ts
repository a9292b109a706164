import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readWhen } from './when.ts';

/** A Friday, 10:30, wherever the tests run. */
const NOW = new Date(2026, 10, 20, 10, 30).getTime();
const local = (at: number): string => new Date(at).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
const read = (text: string): [string, string] | null => {
  const when = readWhen(text, NOW);
  return when && [local(when.at), when.rest];
};

describe('a time', () => {
  test.each([
    ['in 20 minutes', '2026-11-20 10:50'],
    ['20m', '2026-11-20 10:50'],
    ['in 1 hour', '2026-11-20 11:30'],
    ['for an hour', '2026-11-20 11:30'],
    ['in half an hour', '2026-11-20 11:00'],
    ['2h', '2026-11-20 12:30'],
    ['1h30m', '2026-11-20 12:00'],
    ['in 3 days', '2026-11-23 10:30'],
    ['1w', '2026-11-27 10:30'],
    ['tomorrow', '2026-11-21 08:00'],
    ['tomorrow 9:00', '2026-11-21 09:00'],
    ['until tomorrow at 9.15', '2026-11-21 09:15'],
    ['Tomorrow 5 pm', '2026-11-21 17:00'],
    ['today 18:00', '2026-11-20 18:00'],
    ['tonight', '2026-11-20 20:00'],
    ['monday 14:30', '2026-11-23 14:30'],
    ['next Mon', '2026-11-23 08:00'],
    ['thursday', '2026-11-26 08:00'],
    ['friday 9:00', '2026-11-27 09:00'],
    ['wed 12am', '2026-11-25 00:00'],
    ['2026-12-24 18:00', '2026-12-24 18:00'],
    ['on 2026-12-24', '2026-12-24 08:00'],
    ['14:30', '2026-11-20 14:30'],
    ['at 9am', '2026-11-21 09:00'],
    ['12pm', '2026-11-20 12:00'],
  ])('%s', (text, at) => expect(read(text)).toEqual([at, '']));

  test('is read at the start, and the rest is the text', () => {
    expect(read('in 20 minutes  look at the oven')).toEqual(['2026-11-20 10:50', 'look at the oven']);
    expect(read('tomorrow 9:00 Call 2 people')).toEqual(['2026-11-21 09:00', 'Call 2 people']);
    expect(read('tomorrow feed the cat')).toEqual(['2026-11-21 08:00', 'feed the cat']);
    expect(read('monday 99 bottles')).toEqual(['2026-11-23 08:00', '99 bottles']);
  });

  test('that has passed is returned as it is', () => expect(read('2026-11-20 10:00')).toEqual(['2026-11-20 10:00', '']));

  test.each([
    '',
    'soon',
    'today',
    '2026-02-30',
    '2026-13-01',
    '25:00',
    '10:75',
    '13pm',
    '0am',
    '20',
    '20 melons',
    'mondays',
    'tomorrows',
    'in the morning',
    '99999m',
  ])('is not in "%s"', (text) => expect(readWhen(text, NOW)).toBeNull());

  test.each([
    ['in 1 day', '2026-10-24T08:00Z', '2026-10-25 10:00'],
    ['in 24h', '2026-10-24T08:00Z', '2026-10-25 09:00'],
    ['tomorrow 9:00', '2026-10-24T08:00Z', '2026-10-25 09:00'],
    ['tomorrow 9:00', '2026-03-28T08:00Z', '2026-03-29 09:00'],
    // No clock shows that time: it is an hour later.
    ['tomorrow 2:30', '2026-03-28T08:00Z', '2026-03-29 03:30'],
  ])('%s is right when the clocks change', (text, now, expected) => expect(inBerlin(text, now)).toBe(expected));
});

/** In another process, because the time zone of this one is set. */
function inBerlin(text: string, now: string): string {
  const module = pathToFileURL(path.join(import.meta.dirname, 'when.ts'));
  const script = `import { readWhen } from ${JSON.stringify(module)};
    const { at } = readWhen(${JSON.stringify(text)}, Date.parse(${JSON.stringify(now)}));
    process.stdout.write(new Date(at).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' }));`;
  const env = { ...process.env, TZ: 'Europe/Berlin' };
  return execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });
}
