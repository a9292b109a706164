import { describe, expect, test } from 'vitest';
import { Name } from '../../../src-shared/name.ts';
import { suggestedHomeName } from './home-name.ts';

describe('suggestedHomeName', () => {
  test("follows the owner's name", () => {
    expect(suggestedHomeName('Maya')).toBe('Maya’s Lanai');
    expect(suggestedHomeName('  Tomás ')).toBe('Tomás’s Lanai');
  });

  test('is empty without a name', () => {
    expect(suggestedHomeName('   ')).toBe('');
  });

  test('is a name the home accepts, however long the owner is called', () => {
    expect(Name.safeParse(suggestedHomeName('x'.repeat(80))).success).toBe(true);
  });
});
