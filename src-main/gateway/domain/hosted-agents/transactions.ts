// Creates the agents that the server runs, and records their settings and turns.
import { AppError } from '../../../../src-shared/errors.ts';
import type { HostedAgentSettings, NotedTurn, SharedLimits, TurnOutcome, Wake } from '../../../../src-shared/hosted-agents.ts';
import { HOSTED_AGENTS_MAX, TURNS_KEPT_MAX } from '../../../../src-shared/limits.ts';
import { microsOf } from '../../../../src-shared/money.ts';
import type { Agent } from '../../../../src-shared/objects.ts';
import { USE_KEPT_DAYS } from '../../../../src-shared/use-limits.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { AgentSessionRow, AgentTurnRow, AgentUseRow, HostedAgentRow } from '../../store/tables/hosted-agents.ts';
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

/** The fields on which it depends whether an agent has reached a limit. */
const LIMITING = ['tokens_per_day', 'dollars_per_day', 'turns_per_day', 'price', 'runs'] as const;

/** A field that is missing stays as it is. */
export function* updateHostedAgent(tx: Tx, { participant_id, change }: SettingsChange): Steps<void> {
  const before = yield* found(tx, participant_id);
  const { paused, runs, dollars_per_day, price, ...plain } = change;
  const paused_at = paused === undefined ? before.paused_at : paused ? (before.paused_at ?? tx.now) : null;
  yield* tx.writes.updateHostedAgent({
    ...before,
    ...plain,
    ...(runs !== undefined && { runs: JSON.stringify(runs) }),
    ...(dollars_per_day !== undefined && { micros_per_day: microsOrNull(dollars_per_day) }),
    ...(price !== undefined && { price: price && JSON.stringify(price) }),
    paused_at,
  });
  if (LIMITING.some((field) => change[field] !== undefined)) yield* tx.writes.forgetRetries({ agent_id: participant_id });
}

/** All null: no limits. They replace the present ones. */
export function* setUseLimits(tx: Tx, { limits }: { limits: SharedLimits }): Steps<void> {
  const { dollars_per_day, ...row } = limits;
  const isNone = row.tokens_per_day === null && row.turns_per_day === null && dollars_per_day === null;
  if (isNone) yield* tx.writes.deleteUseLimits(row);
  else yield* tx.writes.keepUseLimits({ ...row, micros_per_day: microsOrNull(dollars_per_day) });
}

const microsOrNull = (dollars: number | null): number | null => (dollars === null ? null : microsOf(dollars));

/** By the id of the room, which may be one in memory: the settings of an agent are on the disk. */
export function* setAgentWake(tx: Tx, { participant_id, wakes }: { participant_id: string; wakes: Record<string, Wake> }): Steps<void> {
  const before = yield* found(tx, participant_id);
  const known: unknown = JSON.parse(before.wakes);
  const changed = { ...(typeof known === 'object' && known), ...wakes };
  yield* tx.writes.updateHostedAgent({ ...before, wakes: JSON.stringify(changed) });
}

type NewTurn = Pick<NotedTurn, 'id' | 'agent_id' | 'room_id' | 'message_id' | 'caused_by'>;

/** Turns are on the disk, also those in rooms that are in memory. */
export function* beginAgentTurn(tx: Tx, { turn }: { turn: NewTurn }): Steps<void> {
  yield* tx.writes.insertAgentTurn({ ...turn, ...UNUSED, started_at: tx.now });
  yield* tx.writes.deleteOldAgentTurns({ agent_id: turn.agent_id, kept: TURNS_KEPT_MAX });
  yield* tx.writes.deleteOldAgentUse({ before_hour: hourOf(tx.now) - HOURS_KEPT });
}

const HOURS_KEPT = USE_KEPT_DAYS * 24;
const hourOf = (time: number): number => Math.floor(time / (60 * 60 * 1000));

const UNUSED = {
  ...{ ended_at: null, outcome: null, steps: 0, input_tokens: 0, output_tokens: 0, cost: null },
  ...{ messages_sent: 0, messages_left_out: 0, marks: '[]', failure: null, retry_at: null },
  ...{ files: '[]', files_more: 0 },
};

/** The words of others that it read. */
export type TurnRead = Pick<NotedTurn, 'marks' | 'files' | 'files_more'>;

export type TurnUse = Pick<
  NotedTurn,
  'steps' | 'input_tokens' | 'output_tokens' | 'cost' | 'messages_sent' | 'messages_left_out' | 'marks' | 'files' | 'files_more'
>;

/** The use so far: after each step, so that a turn that is interrupted counts too. */
export function* noteAgentTurn(tx: Tx, { id, use, added, concerned: { agent_id, room_id, person_id } }: Noted): Steps<void> {
  // The disk knows nothing of a room in memory, and keeps nothing of one that is gone.
  const kept = yield* tx.reads.room(room_id);
  yield* tx.writes.addAgentUse({ agent_id, room_id: kept?.id ?? '', person_id: person_id ?? '', hour: hourOf(tx.now), ...added });
  const turn = yield* tx.reads.agentTurn(id);
  // It may have been deleted with its room.
  if (turn) yield* tx.writes.updateAgentTurn(turnRow({ ...turn, ...use }));
}

export type AddedUse = Pick<AgentUseRow, 'turns' | 'tokens' | 'unpriced_tokens' | 'micros'>;

/** `person_id`: the person who caused it; null: not known. */
export interface Concerned {
  agent_id: string;
  room_id: string;
  person_id: string | null;
}

interface Noted {
  id: string;
  concerned: Concerned;
  use: TurnUse;
  /** Since it was noted before. */
  added: AddedUse;
}

type Ended = Pick<NotedTurn, 'id' | 'failure' | 'retry_at'> & { outcome: TurnOutcome; read: TurnRead };

export function* endAgentTurn(tx: Tx, { id, read, ...ended }: Ended): Steps<void> {
  const turn = yield* tx.reads.agentTurn(id);
  if (!turn) return;
  const marks = [...new Set([...turn.marks, ...read.marks])];
  yield* tx.writes.updateAgentTurn(turnRow({ ...turn, ...ended, ...read, marks, ended_at: tx.now }));
}

/** Ends the turns during which the server ended. Returns them. */
export function* interruptAgentTurns(tx: Tx, _none: Record<never, never>): Steps<NotedTurn[]> {
  const open = yield* tx.reads.openTurns();
  for (const turn of open) yield* tx.writes.updateAgentTurn(turnRow({ ...turn, outcome: 'interrupted', ended_at: tx.now }));
  return open;
}

/** Replaces the one of the agent in the room. */
export function* keepAgentSession(tx: Tx, { session }: { session: AgentSessionRow }): Steps<void> {
  yield* tx.writes.keepAgentSession(session);
}

function turnRow(turn: NotedTurn): AgentTurnRow {
  return { ...turn, marks: JSON.stringify(turn.marks), files: JSON.stringify(turn.files) };
}

function rowOf(participant_id: string, { runs, wakes, price, dollars_per_day, ...settings }: HostedAgentSettings): HostedAgentRow {
  return {
    ...settings,
    ...{ participant_id, runs: JSON.stringify(runs), wakes: JSON.stringify(wakes) },
    ...{ micros_per_day: microsOrNull(dollars_per_day), price: price && JSON.stringify(price) },
  };
}

function* found(tx: Tx, participantId: string): Steps<HostedAgentRow> {
  const row = yield* tx.reads.hostedAgent(participantId);
  if (!row) throw new AppError('agent_not_found', 'The server does not run that agent.');
  return row;
}
