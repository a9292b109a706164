import { describe, expect, it } from 'vitest';
import { savesData } from './saves-data.ts';

describe('a browser', () => {
  it('saves data when its user asked for it', () => {
    expect(savesData({ connection: { saveData: true } })).toBe(true);
  });

  it.each([{}, { connection: null }, { connection: undefined }, { connection: {} }, { connection: { saveData: false } }])(
    'does not save data when it says no or nothing: %j',
    (navigator) => {
      expect(savesData(navigator)).toBe(false);
    },
  );
});
