import { expect, it } from 'vitest';
import { isSameFingerprint, writtenFingerprint } from './fingerprint.ts';

const PRINT = 'AB:CD:EF:01';

it('a fingerprint is written in groups, and compared without them', () => {
  expect(writtenFingerprint(PRINT)).toBe('ABCD EF01');
  expect(isSameFingerprint(PRINT, 'abcdef01')).toBe(true);
  expect(isSameFingerprint(PRINT, 'abcdef02')).toBe(false);
});
