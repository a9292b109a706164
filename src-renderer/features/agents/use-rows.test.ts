import { expect, test } from 'vitest';
import { rowsOf, type UseReplies } from './use-rows.ts';

const used = { turns: 1, tokens: 10, cost: null, unpriced_tokens: 10 };
const none = { tokens_per_day: null, dollars_per_day: null, turns_per_day: null };
const reply = (part: Partial<UseReplies['shown']>): UseReplies['shown'] => ({
  use: [],
  total: used,
  limits: [],
  agent_limits: [],
  ...part,
});
const named = new Map([
  ['lobby', 'lobby'],
  ['attic', 'attic'],
  ['cellar', 'cellar'],
]);

test('rooms with use or a limit have a row, and another one that was chosen', () => {
  const shown = reply({
    use: [
      { id: 'lobby', ...used },
      { id: null, ...used },
    ],
  });
  const lastDay = reply({
    limits: [
      { kind: 'room', id: 'attic', ...none, turns_per_day: 5 },
      { kind: 'person', id: 'cellar', ...none, turns_per_day: 5 },
    ],
  });
  const facts = { by: 'room', named, replies: { shown, lastDay } } as const;
  const { rows, others } = rowsOf({ ...facts, added: null });
  expect(rows).toMatchObject([
    { id: 'lobby', used, mayLimit: true, usedInDay: { turns: 0 } },
    { id: null, name: 'Rooms that are gone, or that you cannot see', mayLimit: false },
    { id: 'attic', used: { turns: 0 }, limits: { turns_per_day: 5 } },
  ]);
  expect(others).toEqual([{ id: 'cellar', name: 'cellar' }]);
  expect(rowsOf({ ...facts, added: 'cellar' }).rows.at(-1)).toMatchObject({ id: 'cellar', limits: none });
});

test('limits that were taken away make no row', () => {
  const lastDay = reply({ limits: [{ kind: 'room', id: 'attic', ...none }] });
  expect(rowsOf({ by: 'room', named, replies: { shown: reply({}), lastDay }, added: null }).rows).toEqual([]);
});

test('every agent has a row, with its limits', () => {
  const lastDay = reply({ agent_limits: [{ id: 'scout', ...none, tokens_per_day: 700 }] });
  const { rows } = rowsOf({ by: 'agent', named: new Map([['scout', 'Scout']]), replies: { shown: reply({}), lastDay }, added: null });
  expect(rows).toMatchObject([{ id: 'scout', name: 'Scout', limits: { tokens_per_day: 700 } }]);
});
