import { expect, it } from 'vitest';
import type { Heard } from './messages.ts';
import { Room } from './room.ts';
import { allowedFor } from './turn.ts';
import { AGENT_HOPS_MAX } from '../../../src-shared/limits.ts';

const heard = (more: Partial<Heard>): Heard => ({
  ...{ message_id: `m${more.seq}`, room_id: 'r', agent_id: 'olga', agent_name: 'Olga', author_kind: 'person', content: 'Hi' },
  ...{ metadata: null, timestamp: '2026-12-01T00:00:00.000Z', seq: 1, mentions: ['claw'] },
  ...more,
});

it.each([
  ['the owner', { is_my_owner: true }, ['sarah', 'olga']],
  ['a program with the access of the owner', { is_my_owner: true, by_program: true }, ['sarah']],
  ['another person', { is_my_owner: false }, ['sarah']],
])('takes %s for the right person', (_who, more, expected) => {
  expect(allowedFor({ allowFrom: ['sarah'] }, heard(more))).toEqual(expected);
});

it('counts admitted calls of agents since the last word of a person before them', () => {
  const room = new Room({ id: 'r', name: 'r', isDirect: false }, { id: 'claw', name: 'Claw' }, { seq: 0, epoch: 1, at: 0 });
  const byAgent = (seq: number): Heard => heard({ seq, author_kind: 'agent', agent_id: 'bot' });
  const last = AGENT_HOPS_MAX + 3;
  const before = room.read(Array.from({ length: last - 1 }, (_each, index) => byAgent(index + 1)));
  const after = room.read([heard({ seq: last, mentions: [] }), byAgent(last + 1)]);
  const depths = [...before, ...after].map((call) => room.admit(call));
  expect(depths).toEqual([...Array.from({ length: AGENT_HOPS_MAX }, () => null), 'first', 'again', null]);
});
