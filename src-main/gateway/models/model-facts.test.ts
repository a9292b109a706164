import { expect, it } from 'vitest';
import type { Model } from '../../../src-shared/providers.ts';
import { createTestClock } from '../testing/clock.ts';
import { KnownModels } from './model-facts.ts';

const small: Model = { id: 'small', context_tokens: 2048, tools: false, images: null, price: null };

function begin(list: () => Promise<readonly Model[]>) {
  const clock = createTestClock();
  let asked = 0;
  const counted = (): Promise<readonly Model[]> => {
    asked += 1;
    return list();
  };
  return { known: new KnownModels({ list: counted, ...clock }), clock, asked: () => asked };
}

it('asks for the models of a provider once in a while, and after a change', async () => {
  const { known, clock, asked } = begin(() => Promise.resolve([small]));
  expect(await known.factsOf('p', 'small')).toMatchObject({ context_tokens: 2048, tools: false });
  expect(await known.factsOf('p', 'other')).toEqual({ context_tokens: null, tools: null, images: null, price: null });
  expect(asked()).toBe(1);
  known.forget('p');
  await known.factsOf('p', 'small');
  clock.pass(60 * 60 * 1000);
  await known.factsOf('p', 'small');
  expect(asked()).toBe(3);
});

it('knows nothing of a provider that fails, and asks it again', async () => {
  const { known, asked } = begin(() => Promise.reject(new Error('down')));
  for (let count = 0; count < 2; count += 1)
    expect(await known.factsOf('p', 'small')).toEqual({ context_tokens: null, tools: null, images: null, price: null });
  expect(asked()).toBe(2);
});

it('does not wait long for a slow provider', async () => {
  const { known, clock } = begin(() => new Promise(() => undefined));
  const facts = known.factsOf('p', 'small');
  clock.pass(10_000);
  expect(await facts).toEqual({ context_tokens: null, tools: null, images: null, price: null });
});
