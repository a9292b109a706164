import { expect, it } from 'vitest';
import type { Core } from '../../domain/core.ts';
import { TokenBudgets } from './budget.ts';

function budgets(used: { tokens: number }) {
  const agentUse = () => Promise.resolve({ cursor: 0, value: { turns: 1, cost: null, tokens: used.tokens } });
  return new TokenBudgets({ now: () => 0, archiveInOrder: { agentUse } } as unknown as Core);
}

it('does the work when its tokens are left, or there is no limit', async () => {
  const some = budgets({ tokens: 60 });
  expect(await some.during('scout', 100, 40, () => Promise.resolve('done'))).toEqual({ done: 'done' });
  expect(await some.during('scout', null, 1_000, () => Promise.resolve('done'))).toEqual({ done: 'done' });
  expect(await some.during('scout', 100, 41, () => expect.fail())).toEqual({ refused: expect.stringContaining('the 40 that are left') });
});

it('counts what is reserved by others at the same time, until it is released', async () => {
  const used = { tokens: 0 };
  const some = budgets(used);
  const first = Promise.withResolvers<string>();
  const running = some.during('scout', 100, 60, () => first.promise);
  await Promise.resolve();
  expect(await some.during('scout', 100, 60, () => expect.fail())).toEqual({ refused: expect.stringContaining('the 40 that are left') });
  expect(await some.during('rune', 100, 60, () => Promise.resolve('of another agent'))).toEqual({ done: 'of another agent' });
  used.tokens = 20;
  first.resolve('first');
  expect(await running).toEqual({ done: 'first' });
  expect(await some.during('scout', 100, 60, () => Promise.resolve('second'))).toEqual({ done: 'second' });
});

it('releases the tokens of work that fails', async () => {
  const some = budgets({ tokens: 0 });
  await expect(some.during('scout', 100, 90, () => Promise.reject(new Error('down')))).rejects.toThrow('down');
  expect(await some.during('scout', 100, 90, () => Promise.resolve('done'))).toEqual({ done: 'done' });
});
