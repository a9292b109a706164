import { expect, test } from 'vitest';
import { isGood, isGoodUse, limitsFrom, typedFrom, typedUseFrom, dayLimitsIn } from './typed-limits.ts';

const none = { turns: '', dollars: '', priceIn: '', priceOut: '' };

test('empty fields are no limits', () => {
  expect(limitsFrom(none)).toEqual({ turns_per_day: null, dollars_per_day: null, price: null });
  expect(typedFrom({ turns_per_day: null, dollars_per_day: null, price: null })).toEqual(none);
});

test('limits and prices are read as they are shown', () => {
  const limits = { turns_per_day: 40, dollars_per_day: 0.5, price: { input: 0, output: 0.6 } };
  expect(limitsFrom(typedFrom(limits))).toEqual(limits);
  expect(limitsFrom({ ...none, dollars: ' 0,50 ' })?.dollars_per_day).toBe(0.5);
});

test('a wrong number, half a price and a limit of nothing are refused', () => {
  for (const wrong of [{ dollars: '0' }, { dollars: '-1' }, { dollars: '1e3' }, { dollars: '0.0000001' }, { turns: '1.5' }, { turns: '0' }])
    expect(limitsFrom({ ...none, ...wrong })).toBeNull();
  expect(isGood({ ...none, priceIn: '3' })).toMatchObject({ priceIn: true, priceOut: false });
  expect(limitsFrom({ ...none, priceIn: '3' })).toBeNull();
});

test('limits without a price are read as they are shown, and a wrong one is named', () => {
  const limits = { turns_per_day: 40, tokens_per_day: 900_000, dollars_per_day: 0.5 };
  expect(dayLimitsIn(typedUseFrom(limits))).toEqual(limits);
  const empty = { turns: '', tokens: '', dollars: '' };
  expect(dayLimitsIn(empty)).toEqual({ turns_per_day: null, tokens_per_day: null, dollars_per_day: null });
  expect(isGoodUse({ turns: '0', tokens: 'many', dollars: '2' })).toEqual({ turns: false, tokens: false, dollars: true });
  expect(dayLimitsIn({ ...empty, tokens: '-5' })).toBeNull();
});
