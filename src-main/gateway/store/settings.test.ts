import { describe, expect, it } from 'vitest';
import { isSetting, OPENING_SETTINGS, settingOf, settingRow, SETTINGS } from './settings.ts';

describe('A setting', () => {
  it.each(Object.keys(SETTINGS).filter(isSetting))('%s has a first value that fits its schema, and comes back as it was stored', (name) => {
    const first = settingOf(name, null);
    expect(settingOf(name, settingRow(name, first).value)).toEqual(first);
  });

  it('is what was stored', () => {
    expect(settingOf('keep_days', settingRow('keep_days', 30).value)).toBe(30);
    expect(settingOf('limits', settingRow('limits', { messages_per_key: 7 }).value)).toEqual({ messages_per_key: 7 });
  });

  it('cannot be stored with a value that does not fit', () => {
    // @ts-expect-error -- no such value
    expect(() => settingRow('mentions_reach', 'unknown')).toThrow();
    expect(() => settingRow('backup_plan', { every: 'day', keep: 0 })).toThrow();
  });

  it.each(['', 'no JSON', '"unknown"', '7', '{}', 'null'])('has its default when %j is stored', (value) => {
    expect(settingOf('mentions_reach', value)).toBe('members');
  });

  it.each(['', 'tru', '1', 'null'])('of encryption is on when the row is damaged: %j', (value) => {
    expect(settingOf('backups_encrypted', value)).toBe(true);
    expect(settingOf('backups_encrypted', null)).toBe(false);
  });

  it('that opens the home is named as one', () => {
    expect(OPENING_SETTINGS.filter((name) => !isSetting(name))).toEqual([]);
    expect(isSetting('toString')).toBe(false);
  });
});
