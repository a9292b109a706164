import { describe, expect, it } from 'vitest';
import { asStatusText, isTimeZone, NewStatus, statusNow, TimeZone } from './profile.ts';

const takes = (status: unknown): boolean => NewStatus.safeParse(status).success;

describe('A status', () => {
  it.each(['🍜', '👩‍🚀', '🏳️‍🌈', '👍🏽', '🇫🇮', '3️⃣', '❤️'])('may have the emoji %s', (emoji) => {
    expect(takes({ emoji })).toBe(true);
  });

  it.each(['7', 'ok', '<', '🍜 ', '🍜a', ''])('may not have %j for an emoji', (emoji) => {
    expect(takes({ text: 'a', emoji })).toBe(false);
  });

  it('is not there any more once its time is over', () => {
    const status = { text: 'Lunch', emoji: null, until: 1_000 };
    expect(statusNow(status, 999)).toBe(status);
    expect(statusNow(status, 1_000)).toBeNull();
    expect(statusNow({ ...status, until: null }, 1_000)?.text).toBe('Lunch');
  });

  it('is made fit from whatever was pasted, and then taken', () => {
    expect(asStatusText('Out\u202E for\n\n lunch\u0007')).toBe('Out for lunch');
    const long = asStatusText('🍜'.repeat(60));
    expect(long).toBe('🍜'.repeat(40));
    for (const text of [long, asStatusText('a\uD83Db'), asStatusText('x'.repeat(500))]) expect(takes({ text })).toBe(true);
  });
});

describe('A time zone', () => {
  it.each(['Pacific/Honolulu', 'UTC', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5'])('may be %s', (zone) => {
    expect(TimeZone.safeParse(zone).success).toBe(true);
  });

  it.each(['Mars/Olympus', '', '+05:00', '../etc', 'Europe/Berlin\u0000', 'x'.repeat(200)])('may not be %j', (zone) => {
    expect(TimeZone.safeParse(zone).success).toBe(false);
    expect(zone === '+05:00' || !isTimeZone(zone)).toBe(true);
  });
});
