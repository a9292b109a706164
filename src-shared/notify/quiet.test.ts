import { describe, expect, test } from 'vitest';
import { FIRST_PREFERENCES, type QuietHours } from './levels.ts';
import { clockFormat, HOUR_MS, isQuiet, nextQuietHour, quietHoursEnd, tomorrowMorning } from './quiet.ts';

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const FRIDAY = 5;

const during = (utc: string, hours: Partial<QuietHours>, timeZone = 'UTC'): boolean =>
  isQuiet(
    { ...FIRST_PREFERENCES, quiet_hours: { is_on: true, from: 22 * 60, to: 7 * 60, days: EVERY_DAY, ...hours } },
    Date.parse(`${utc}Z`),
    clockFormat(timeZone),
  );

describe('Quiet hours', () => {
  test.each<[string, string, Partial<QuietHours>, boolean]>([
    ['the minute before they begin', '2026-11-20T21:59', {}, false],
    ['their first minute', '2026-11-20T22:00', {}, true],
    ['midnight', '2026-11-21T00:00', {}, true],
    ['their last minute', '2026-11-21T06:59', {}, true],
    ['the minute after', '2026-11-21T07:00', {}, false],
    ['noon, within a day', '2026-11-20T12:00', { from: 12 * 60, to: 13 * 60 }, true],
    ['one o’clock, after that hour', '2026-11-20T13:00', { from: 12 * 60, to: 13 * 60 }, false],
    ['Friday evening, when they begin on Fridays only', '2026-11-20T23:00', { days: [FRIDAY] }, true],
    ['Saturday morning, which belongs to Friday’s', '2026-11-21T06:00', { days: [FRIDAY] }, true],
    ['Saturday evening', '2026-11-21T23:00', { days: [FRIDAY] }, false],
    ['Friday morning, which belongs to Thursday’s', '2026-11-20T06:00', { days: [FRIDAY] }, false],
    ['Sunday morning after Saturday, across the end of the week', '2026-11-22T06:00', { days: [6] }, true],
    ['any time, when they end as they begin', '2026-11-20T12:00', { from: 600, to: 600 }, true],
    ['before the start of a whole day that began on no day', '2026-11-20T09:00', { from: 600, to: 600, days: [FRIDAY] }, false],
    ['no day at all', '2026-11-20T23:00', { days: [] }, false],
    ['when they are off', '2026-11-20T23:00', { is_on: false }, false],
  ])('%s', (_when, utc, hours, expected) => {
    expect(during(utc, hours)).toBe(expected);
  });

  test('go by the clock of the device, wherever it is', () => {
    expect(during('2026-11-20T14:00', {}, 'Asia/Tokyo')).toBe(true);
    expect(during('2026-11-20T14:00', {}, 'America/New_York')).toBe(false);
    // In Honolulu it is still Friday.
    expect(during('2026-11-21T09:00', { days: [FRIDAY] }, 'Pacific/Honolulu')).toBe(true);
    expect(during('2026-11-21T09:00', { days: [FRIDAY] }, 'Asia/Tokyo')).toBe(false);
  });

  test('go by the clock also on the day it is changed', () => {
    // Berlin goes back from 3:00 to 2:00 on 2026-10-25: 2:30 comes twice, and both times it is quiet.
    for (const utc of ['2026-10-25T00:30', '2026-10-25T01:30']) expect(during(utc, {}, 'Europe/Berlin')).toBe(true);
    expect(during('2026-10-25T06:00', {}, 'Europe/Berlin')).toBe(false);
  });
});

test('"Do not disturb" lasts until its end, and no longer', () => {
  const until = (quiet_until: number | null, now: number): boolean => isQuiet({ ...FIRST_PREFERENCES, quiet_until }, now);
  expect([until(null, 5), until(4, 5), until(5, 5), until(6, 5)]).toEqual([false, false, false, true]);
});

test('"until tomorrow" is the next morning, also late at night and early in the morning', () => {
  for (const hour of [0, 7, 12, 23]) {
    const now = new Date(2026, 10, 20, hour, 30);
    expect(new Date(tomorrowMorning(now.getTime()))).toEqual(new Date(2026, 10, 21, 8));
  }
  expect(new Date(tomorrowMorning(new Date(2026, 11, 31, 12).getTime()))).toEqual(new Date(2027, 0, 1, 8));
  expect(tomorrowMorning(0)).toBeGreaterThan(HOUR_MS);
});

describe('The clock of this device', () => {
  const hours = { quiet_hours: { is_on: true, from: 22 * 60, to: 7 * 60, days: EVERY_DAY } };
  const at = (day: number, hour: number): number => new Date(2026, 10, day, hour).getTime();

  test('says when the quiet hours of now end', () => {
    expect(quietHoursEnd(hours, at(20, 23))).toBe(at(21, 7));
    expect(quietHoursEnd(hours, at(21, 6))).toBe(at(21, 7));
    expect(quietHoursEnd(hours, at(21, 7))).toBeNull();
    expect(quietHoursEnd({ quiet_hours: { ...hours.quiet_hours, is_on: false } }, at(20, 23))).toBeNull();
  });

  test('says when they may begin or end next', () => {
    expect(nextQuietHour(hours, at(20, 12))).toBe(at(20, 22));
    expect(nextQuietHour(hours, at(20, 22))).toBe(at(21, 7));
    expect(nextQuietHour({ quiet_hours: { ...hours.quiet_hours, is_on: false } }, at(20, 12))).toBeNull();
  });
});
