// Creates the agents that the server runs, and records their settings and turns.
import { AppError } from '../../../../src-shared/errors.ts';
import type { AgentTurn, HostedAgentSettings, TurnMark, TurnOutcome, Wake } from '../../../../src-shared/hosted-agents.ts';
import { HOSTED_AGENTS_MAX, TURNS_KEPT_MAX } from '../../../../src-shared/limits.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { AgentSessionRow, AgentTurnRow, HostedAgentRow } from '../../store/tables/hosted-agents.ts';
import { refuseTakenName } from '../people/names.ts';
import { updateProfile } from '../people/profiles.ts';
import { registerAgent } from '../people/transactions.ts';

export interface NewHostedAgent {
  id: string;
  name: string;
  owner_id: string;
  description: string | null;
  settings: HostedAgentSettings;
}

/** Unlike a connected agent it gets the name that was asked for, or none. Throws `name_taken` and `rate_limit_agents`. */
export function* createHostedAgent(tx: Tx, { id, name, owner_id, description, settings }: NewHostedAgent): Steps<Agent> {
  if ((yield* tx.reads.hostedAgentCount()) >= HOSTED_AGENTS_MAX)
    throw new AppError('rate_limit_agents', `The server runs ${HOSTED_AGENTS_MAX} agents, which is the most.`);
  yield* refuseTakenName(tx, name, id);
  yield* registerAgent(tx, { id, name, type: 'hosted', owner_id, capabilities: [], key_id: null });
  const agent = yield* updateProfile(tx, { id, change: { description } });
  yield* tx.writes.insertHostedAgent(rowOf(id, settings));
  if (agent.kind !== 'agent') throw new Error(`${id} is no agent`);
  return agent;
}

export interface SettingsChange {
  participant_id: string;
  change: Partial<Omit<HostedAgentSettings, 'wakes' | 'paused_at'>> & { paused?: boolean | undefined };
}

/** A field that is missing stays as it is. */
export function* updateHostedAgent(tx: Tx, { participant_id, change }: SettingsChange): Steps<void> {
  const before = yield* found(tx, participant_id);
  const { paused, runs, ...plain } = change;
  const paused_at = paused === undefined ? before.paused_at : paused ? (before.paused_at ?? tx.now) : null;
  yield* tx.writes.updateHostedAgent({ ...before, ...plain, runs: runs ? JSON.stringify(runs) : before.runs, paused_at });
}

/** By the id of the room, which may be one in memory: the settings of an agent are on the disk. */
export function* setAgentWake(tx: Tx, { participant_id, wakes }: { participant_id: string; wakes: Record<string, Wake> }): Steps<void> {
  const before = yield* found(tx, participant_id);
  const known: unknown = JSON.parse(before.wakes);
  const changed = { ...(typeof known === 'object' && known), ...wakes };
  yield* tx.writes.updateHostedAgent({ ...before, wakes: JSON.stringify(changed) });
}

type NewTurn = Pick<AgentTurn, 'id' | 'agent_id' | 'room_id' | 'message_id' | 'caused_by'>;

/** Turns are on the disk, also those in rooms that are in memory. */
export function* beginAgentTurn(tx: Tx, { turn }: { turn: NewTurn }): Steps<void> {
  yield* tx.writes.insertAgentTurn({ ...turn, ...UNUSED, started_at: tx.now });
  yield* tx.writes.deleteOldAgentTurns({ agent_id: turn.agent_id, kept: TURNS_KEPT_MAX });
  const hour = hourOf(tx.now);
  yield* tx.writes.addAgentUse({ agent_id: turn.agent_id, hour, turns: 1, tokens: 0, cost: null });
  yield* tx.writes.deleteOldAgentUse({ before_hour: hour - HOURS_KEPT });
}

const HOURS_KEPT = 48;
const hourOf = (time: number): number => Math.floor(time / (60 * 60 * 1000));

const UNUSED = {
  ...{ ended_at: null, outcome: null, steps: 0, input_tokens: 0, output_tokens: 0, cost: null },
  ...{ messages_sent: 0, messages_left_out: 0, marks: '[]', failure: null },
};

export type TurnUse = Pick<
  AgentTurn,
  'steps' | 'input_tokens' | 'output_tokens' | 'cost' | 'messages_sent' | 'messages_left_out' | 'marks'
>;

/** The use so far: after each step, so that a turn that is interrupted counts too. */
export function* noteAgentTurn(tx: Tx, { id, agent_id, use, added }: Noted): Steps<void> {
  yield* tx.writes.addAgentUse({ agent_id, hour: hourOf(tx.now), turns: 0, ...added });
  const turn = yield* tx.reads.agentTurn(id);
  // It may have been deleted with its room.
  if (turn) yield* tx.writes.updateAgentTurn(turnRow({ ...turn, ...use }));
}

interface Noted {
  id: string;
  agent_id: string;
  use: TurnUse;
  /** Since it was noted before. */
  added: { tokens: number; cost: number | null };
}

interface Ended {
  id: string;
  outcome: TurnOutcome;
  failure: string | null;
  marks: readonly TurnMark[];
}

export function* endAgentTurn(tx: Tx, { id, outcome, failure, marks }: Ended): Steps<void> {
  const turn = yield* tx.reads.agentTurn(id);
  if (!turn) return;
  const all = [...new Set([...turn.marks, ...marks])];
  yield* tx.writes.updateAgentTurn(turnRow({ ...turn, outcome, failure, marks: all, ended_at: tx.now }));
}

/** Ends the turns during which the server ended. Returns them. */
export function* interruptAgentTurns(tx: Tx, _none: Record<never, never>): Steps<AgentTurn[]> {
  const open = yield* tx.reads.openTurns();
  for (const turn of open) yield* tx.writes.updateAgentTurn(turnRow({ ...turn, outcome: 'interrupted', ended_at: tx.now }));
  return open;
}

/** Replaces the one of the agent in the room. */
export function* keepAgentSession(tx: Tx, { session }: { session: AgentSessionRow }): Steps<void> {
  yield* tx.writes.keepAgentSession(session);
}

function turnRow(turn: AgentTurn): AgentTurnRow {
  return { ...turn, marks: JSON.stringify(turn.marks) };
}

function rowOf(participant_id: string, { runs, wakes, ...settings }: HostedAgentSettings): HostedAgentRow {
  return { ...settings, participant_id, runs: JSON.stringify(runs), wakes: JSON.stringify(wakes) };
}

function* found(tx: Tx, participantId: string): Steps<HostedAgentRow> {
  const row = yield* tx.reads.hostedAgent(participantId);
  if (!row) throw new AppError('agent_not_found', 'The server does not run that agent.');
  return row;
}
