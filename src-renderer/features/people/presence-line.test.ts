import { describe, expect, test } from 'vitest';
import type { Presence } from '../../../src-shared/objects.ts';
import { agent, person } from '../../testing/cast.ts';
import { presenceLine, statusLine } from './presence-line.ts';

const NOW = 10_000_000;

function presence(online: boolean, more: Partial<Presence> = {}): Presence {
  return { participant_id: 'x', online, status: 'idle', detail: null, progress: null, last_active_at: null, ...more };
}

describe('presenceLine', () => {
  test('says who is here, and when a person was', () => {
    expect(presenceLine(person('sarah'), presence(true), NOW)).toBe('Here now');
    expect(presenceLine(person('sarah'), presence(false, { last_active_at: NOW - 300_000 }), NOW)).toBe('Last here 5 min ago');
    expect(presenceLine(person('sarah'), undefined, NOW)).toBe('Away');
  });

  test('says what an agent is doing', () => {
    expect(presenceLine(agent('ada'), presence(true, { detail: 'Reading section 3' }), NOW)).toBe('Reading section 3');
    expect(presenceLine(agent('porter', { type: 'built-in' }), undefined, NOW)).toBe('Always here');
  });

  test('says first who may not come in any more', () => {
    expect(presenceLine(person('sarah', { revoked_at: 1 }), presence(true), NOW)).toBe('No longer has access');
    expect(presenceLine(agent('ada', { removed_at: 1 }), presence(true), NOW)).toBe('Removed from this home');
  });
});

test('a status is its emoji and its text, or one of them', () => {
  expect(statusLine({ emoji: '🍜', text: 'Lunch' })).toBe('🍜 Lunch');
  expect(statusLine({ emoji: null, text: 'Lunch' })).toBe('Lunch');
  expect(statusLine({ emoji: '🍜', text: '' })).toBe('🍜');
});
