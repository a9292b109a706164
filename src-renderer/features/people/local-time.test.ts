import { describe, expect, test } from 'vitest';
import { localTime } from './local-time.ts';

const NOON = Date.UTC(2026, 10, 21, 12, 0);
const SUMMER = Date.UTC(2026, 6, 1, 12, 0);
const from = (ownZone: string) => ({ locale: 'en-GB', ownZone });

describe('localTime', () => {
  test('is what the clock shows there, and how far that is from here', () => {
    expect(localTime('Pacific/Honolulu', NOON, from('Europe/Berlin'))).toEqual({ time: '2:00', ahead: -11 * 60 });
    expect(localTime('Asia/Kolkata', NOON, from('UTC'))).toEqual({ time: '17:30', ahead: 330 });
    expect(localTime('Europe/Berlin', NOON, from('Europe/Berlin'))?.ahead).toBe(0);
  });

  test('follows summer time on both sides', () => {
    expect(localTime('Europe/Berlin', NOON, from('UTC'))?.ahead).toBe(60);
    expect(localTime('Europe/Berlin', SUMMER, from('UTC'))?.ahead).toBe(120);
    expect(localTime('America/New_York', SUMMER, from('Europe/London'))?.ahead).toBe(-300);
  });

  test('is nothing for an unknown zone', () => {
    expect(localTime('Mars/Olympus', NOON, from('UTC'))).toBeNull();
  });
});
