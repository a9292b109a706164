import { expect, it } from 'vitest';
import { keyProblem, newSeal, secretOf } from './new-seal.ts';

it('A room is not sealed unless it is asked for', () => {
  expect([secretOf(newSeal()), keyProblem(newSeal())]).toEqual([null, null]);
});

it('A fresh key is used once it is said to be kept', () => {
  const seal = { ...newSeal(), isOn: true };
  expect(keyProblem(seal)).toMatch(/shown only once/);
  expect(keyProblem({ ...seal, isNoted: true })).toBeNull();
  expect(secretOf(seal)).toMatch(/^[0-9a-f]{64}$/);
});

it("One's own key needs no such promise, and a length", () => {
  const seal = { ...newSeal(), isOn: true };
  expect(keyProblem({ ...seal, own: '  short  ' })).toMatch(/at least 16/);
  expect(keyProblem({ ...seal, own: 'correct horse battery' })).toBeNull();
  expect(secretOf({ ...seal, own: ' correct horse battery\n' })).toBe('correct horse battery');
});
