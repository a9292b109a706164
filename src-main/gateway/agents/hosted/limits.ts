// The limits of 24 hours that a turn must keep: those of the agent, and those of all agents together in its room and for the person who
// caused it.
import type { UseBy, UseLimits } from '../../../../src-shared/hosted-agents.ts';
import { microsOf } from '../../../../src-shared/money.ts';
import type { Directory } from '../../domain/directory.ts';
import type { Concerned } from '../../domain/hosted-agents/transactions.ts';

/** `micros`: millionths of a US dollar. */
export type Unit = 'turns' | 'tokens' | 'micros';
export type Amounts = Record<Unit, number>;

export interface Limit {
  subject: UseBy;
  /** Of the agent, the room or the person. */
  id: string;
  unit: Unit;
  max: number;
}

export function limitsOn(directory: Directory, { agent_id, room_id, person_id }: Concerned): Limit[] {
  const { useLimits } = directory;
  return [
    ...ownLimits(directory, agent_id),
    ...limitsOf('room', room_id, useLimits.find('room', room_id)),
    ...(person_id === null ? [] : limitsOf('person', person_id, useLimits.find('person', person_id))),
  ];
}

export function ownLimits({ hostedAgents }: Directory, agentId: string): Limit[] {
  return limitsOf('agent', agentId, hostedAgents.find(agentId));
}

function limitsOf(subject: UseBy, id: string, limits: UseLimits | null): Limit[] {
  if (!limits) return [];
  const { turns_per_day, tokens_per_day, dollars_per_day } = limits;
  const max = { turns: turns_per_day, tokens: tokens_per_day, micros: dollars_per_day === null ? null : microsOf(dollars_per_day) };
  return UNITS.flatMap((unit) => (max[unit] === null ? [] : { subject, id, unit, max: max[unit] }));
}

const UNITS = ['turns', 'tokens', 'micros'] as const;
