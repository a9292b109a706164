import { describe, expect, test } from 'vitest';
import { AppError } from '../../src-shared/errors.ts';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import { ago, explain, listed, timeLeft } from './phrases.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

describe('words', () => {
  test('lists names, and says how many more there are', () => {
    expect(listed(['lobby'])).toBe('lobby');
    expect(listed(['lobby', 'vault'])).toBe('lobby and vault');
    expect(listed(['a', 'b', 'c'])).toBe('a, b and c');
    expect(listed(['a', 'b', 'c', 'd', 'e'])).toBe('a, b and 3 more');
  });

  test('says how long ago something was', () => {
    expect(ago(NOW - 20_000, NOW)).toBe('just now');
    expect(ago(NOW - 5 * MINUTE, NOW)).toBe('5 min ago');
    expect(ago(NOW - 3 * HOUR, NOW)).toBe('3 h ago');
    expect(ago(NOW - DAY, NOW)).toBe('yesterday');
    expect(ago(NOW - 4 * DAY, NOW)).toBe('4 days ago');
    expect(ago(NOW - 30 * DAY, NOW)).toMatch(/2026/);
  });

  test('takes a clock that is a little behind for now', () => {
    expect(ago(NOW + 5_000, NOW)).toBe('just now');
  });

  test('says how long an invite still works', () => {
    expect(timeLeft(NOW + 6 * DAY, NOW)).toBe('6 days left');
    expect(timeLeft(NOW + DAY, NOW)).toBe('1 day left');
    expect(timeLeft(NOW + 5 * HOUR, NOW)).toBe('5 h left');
    expect(timeLeft(NOW + 5 * MINUTE, NOW)).toBe('under an hour left');
  });

  test('explains a refusal in its own words, and a lost connection in ours', () => {
    expect(explain(new AppError('room_name_taken'))).toBe('A room with that name exists already.');
    expect(explain(new ConnectionLost('socket 7 closed'))).toMatch(/cannot be reached/);
    expect(explain(new TypeError('x is undefined'))).toBe('Something went wrong. Try again.');
  });
});
