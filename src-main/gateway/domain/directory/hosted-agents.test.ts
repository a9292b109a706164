import { expect, it } from 'vitest';
import { HostedAgents } from './hosted-agents.ts';

const UNLIMITED = { micros_per_day: null, turns_per_day: null, price: null };
const ROW = { instructions: '', context_messages: 1, steps_max: 1, tokens_per_day: null, paused_at: null, ...UNLIMITED };
const RUNS = JSON.stringify({ kind: 'model', provider_id: 'p', model: 'm' });

it('a row that this version cannot read is an agent that is not run', () => {
  const agents = new HostedAgents();
  for (const runs of ['', '{', 'null', '{"kind":"of a later version"}']) {
    agents.put({ ...ROW, participant_id: 'scout', runs: RUNS, wakes: '{}' });
    agents.put({ ...ROW, participant_id: 'scout', runs, wakes: '{}' });
    expect(agents.find('scout')).toBeNull();
  }
  expect(agents.idsUsing('p')).toEqual([]);
});

it('a price is in dollars for a million tokens, and a limit in dollars', () => {
  const agents = new HostedAgents();
  const row = { ...ROW, participant_id: 'scout', runs: RUNS, wakes: '{}', micros_per_day: 1_500_000 };
  agents.put({ ...row, price: '{"input":0.15,"output":0.6}' });
  expect(agents.find('scout')).toMatchObject({ dollars_per_day: 1.5, price: { input: 0.15, output: 0.6 } });
  for (const price of ['', 'null', '{"input":-1,"output":0}']) {
    agents.put({ ...row, price });
    expect(agents.find('scout')).toMatchObject({ price: null });
  }
});

it('unknown settings of rooms are left out', () => {
  const agents = new HostedAgents();
  agents.put({ ...ROW, participant_id: 'scout', runs: RUNS, wakes: '{"a":"always","b":"sometimes"}' });
  expect(agents.find('scout')?.wakes).toEqual({ a: 'always' });
  agents.put({ ...ROW, participant_id: 'scout', runs: RUNS, wakes: 'broken' });
  expect(agents.wakeIn('scout', 'a')).toBe('called');
});
