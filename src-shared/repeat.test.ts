import { describe, expect, it } from 'vitest';
import { nextTime, timeOfWall, type Repeat } from './repeat.ts';

const BERLIN = 'Europe/Berlin';
const HOUR_MS = 60 * 60 * 1000;

/** The times after the first one, in UTC. */
function times(repeat: Partial<Repeat> & Pick<Repeat, 'every'>, first: string, count: number): string[] {
  const firstAt = Date.parse(first);
  const found = [firstAt];
  while (found.length <= count) found.push(nextTime({ days: [], time_zone: BERLIN, ...repeat }, firstAt, found.at(-1) ?? 0));
  return found.slice(1).map((time) => new Date(time).toISOString().slice(0, 16));
}

describe('A rhythm', () => {
  it('keeps 9:00 at 9:00 when the clocks are set forward and back', () => {
    expect(times({ every: 'day' }, '2026-03-27T09:00+01:00', 2)).toEqual(['2026-03-28T08:00', '2026-03-29T07:00']);
    expect(times({ every: 'day' }, '2026-10-23T09:00+02:00', 2)).toEqual(['2026-10-24T07:00', '2026-10-25T08:00']);
  });

  it('of each day has every day once, also at a time that the clock leaves out or shows twice', () => {
    expect(times({ every: 'day' }, '2026-03-28T02:30+01:00', 2)).toEqual(['2026-03-29T01:30', '2026-03-30T00:30']);
    expect(times({ every: 'day' }, '2026-10-24T02:30+02:00', 2)).toEqual(['2026-10-25T00:30', '2026-10-26T01:30']);
    // The clock leaves out a whole day.
    expect(times({ every: 'day', time_zone: 'Pacific/Apia' }, '2011-12-28T09:00-10:00', 2)).toEqual([
      '2011-12-29T19:00',
      '2011-12-30T19:00',
    ]);
  });

  it('of weekdays passes over Saturday and Sunday', () => {
    expect(times({ every: 'weekday' }, '2026-12-03T09:00+01:00', 3)).toEqual(['2026-12-04T08:00', '2026-12-07T08:00', '2026-12-08T08:00']);
  });

  it('of weeks has its days, or the day of the first time', () => {
    expect(times({ every: 'week' }, '2026-12-02T09:00+01:00', 2)).toEqual(['2026-12-09T08:00', '2026-12-16T08:00']);
    const days = times({ every: 'week', days: [1, 3] }, '2026-12-02T09:00+01:00', 3);
    expect(days).toEqual(['2026-12-07T08:00', '2026-12-09T08:00', '2026-12-14T08:00']);
  });

  it('goes by the day in its time zone', () => {
    // In Auckland it is Monday morning.
    const zone = { time_zone: 'Pacific/Auckland' };
    expect(times({ every: 'weekday', ...zone }, '2026-11-29T20:00Z', 1)).toEqual(['2026-11-30T20:00']);
    expect(times({ every: 'week', days: [1], ...zone }, '2026-11-29T20:00Z', 1)).toEqual(['2026-12-06T20:00']);
  });

  it('of months has the last day where there is no such day, and the day itself again afterwards', () => {
    const found = times({ every: 'month' }, '2027-01-31T09:00+01:00', 4);
    expect(found).toEqual(['2027-02-28T08:00', '2027-03-31T07:00', '2027-04-30T07:00', '2027-05-31T07:00']);
    expect(times({ every: 'month' }, '2028-01-30T09:00+01:00', 1)).toEqual(['2028-02-29T08:00']);
  });

  it('continues after a long time as if nothing had been missed', () => {
    const first = Date.parse('2026-03-02T09:00+01:00');
    const next = nextTime({ every: 'week', days: [], time_zone: BERLIN }, first, Date.parse('2026-07-07T12:00+02:00'));
    expect(new Date(next).toISOString()).toBe('2026-07-13T07:00:00.000Z');
  });

  it('has a time after every moment of a year, in every kind of zone', () => {
    for (const time_zone of [BERLIN, 'America/St_Johns', 'Australia/Lord_Howe', 'Asia/Kathmandu', 'Africa/Casablanca', 'Pacific/Chatham'])
      for (const every of ['day', 'weekday', 'week', 'month'] as const) {
        const repeat = { every, days: [], time_zone };
        const first = Date.parse('2026-01-31T23:59:59.999Z');
        for (let after = first; after < first + 366 * 24 * HOUR_MS; after += 61 * HOUR_MS)
          expect(nextTime(repeat, first, after)).toBeGreaterThan(after);
      }
  });
});

it('A time on the wall is the first one at which the clock shows it', () => {
  const wall = Date.parse('2026-10-25T02:30Z');
  expect(new Date(timeOfWall(wall, BERLIN)).toISOString()).toBe('2026-10-25T00:30:00.000Z');
});
