import { expect, test } from 'vitest';
import { isGood, limitsFrom, typedFrom } from './typed-limits.ts';

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
