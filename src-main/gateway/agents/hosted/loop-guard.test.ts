import { expect, it } from 'vitest';
import { AGENT_HOPS_MAX } from '../../../../src-shared/limits.ts';
import { LoopGuard } from './loop-guard.ts';

it('ends a ring of agents, says so once, and begins again when a person writes', () => {
  const guard = new LoopGuard();
  const states = (count: number, room = 'a') => Array.from({ length: count }, () => guard.take(room));
  expect(states(AGENT_HOPS_MAX)).toEqual(Array.from({ length: AGENT_HOPS_MAX }, () => 'free'));
  expect(states(3)).toEqual(['at limit', 'beyond', 'beyond']);
  expect(states(1, 'b')).toEqual(['free']);
  guard.personSpoke('b');
  expect(states(1)).toEqual(['beyond']);
  guard.personSpoke('a');
  expect(states(1)).toEqual(['free']);
});
