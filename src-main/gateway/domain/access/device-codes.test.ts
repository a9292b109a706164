import { expect, it } from 'vitest';
import { SHORT_CODE_LIFETIME_MS } from '../../../../src-shared/limits.ts';
import { writtenShortCode } from '../../../../src-shared/short-code.ts';
import { DeviceCodes } from './device-codes.ts';

it('a code names the session that made it, once', () => {
  const codes = new DeviceCodes(() => 0);
  const { code } = codes.issue('a');
  const other = codes.issue('b');
  expect([codes.redeem(writtenShortCode(code).toLowerCase()), codes.redeem(code), codes.redeem(other.code)]).toEqual(['a', null, 'b']);
});

it('a code ends with its time', () => {
  let now = 5;
  const codes = new DeviceCodes(() => now);
  const { code, expires_at } = codes.issue('a');
  expect(expires_at).toBe(5 + SHORT_CODE_LIFETIME_MS);
  now = expires_at;
  expect(codes.redeem(code)).toBeNull();
});

it('a new code of a session ends the one before', () => {
  const codes = new DeviceCodes(() => 0);
  const first = codes.issue('a').code;
  const second = codes.issue('a').code;
  expect([codes.redeem(first), codes.redeem(second)]).toEqual([null, 'a']);
});

it('a dropped code is no longer good, and those of other sessions are', () => {
  const codes = new DeviceCodes(() => 0);
  const [dropped, other] = [codes.issue('a').code, codes.issue('b').code];
  codes.drop('a');
  expect([codes.redeem(dropped), codes.redeem(other)]).toEqual([null, 'b']);
});

it.each(['', 'own_x', 'x'.repeat(10_000), '__proto__'])('%j is no code', (typed) =>
  expect(new DeviceCodes(() => 0).redeem(typed)).toBeNull(),
);
