// Agents that answer each other are stopped: a room counts how often they did since a person wrote there. It counts authors, and no
// forms of messages, so that rings of agents, programs with the access of a person, and agents that only edit or react end too. An agent
// that writes alone, as one that reports does, is not stopped.
import { AGENT_RUN_DEFAULT, SMALL_ACTS_PER_MESSAGE } from '../../../../src-shared/agent-runs.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { isPaused, type AgentRun } from '../../store/tables/rooms.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

/**
 * `begun`: it counts and is not refused. It ends work that began before the limit, or asks a person. `outside`: it does not count,
 * because it is the server's own.
 */
export type PlaceInRun = 'begun' | 'outside';

/** What an agent or a program did in a room. */
export interface ActInRun {
  room_id: string;
  author_id: string;
  /** A program with the access of the author did it. */
  by_program: boolean;
  /** An agent with the home's own key did it. */
  by_home_key: boolean;
  /** A thought, an edit or a reaction. Those of a person do not end a run. */
  isSmall: boolean;
}

/** Throws `agents_paused` when agents may not write in the room, and this is an agent or a program. */
export function* refusePaused(tx: Tx, { room_id, author_id, by_program, by_home_key }: Omit<ActInRun, 'isSmall'>): Steps<void> {
  const run = yield* tx.agentRun(room_id);
  if (!isPaused(run) || isFree(run, by_home_key)) return;
  if (by_program || (yield* tx.isAgent(author_id))) throw pausedError(run);
}

export function pausedError({ agent_run_max }: Pick<AgentRun, 'agent_run_max'>): AppError {
  const limit = agent_run_max ?? AGENT_RUN_DEFAULT;
  const times = limit === 1 ? 'once' : `${limit} times`;
  return new AppError(
    'agents_paused',
    `Agents are paused in this room: they have answered each other ${times} without a person. They can write again when a person writes there or presses Continue.`,
  );
}

/** Counts what was allowed, before it is recorded. Returns whether it ends a pause: then the room is to be recorded after it. */
export function* beginInRun(tx: Tx, act: ActInRun): Steps<boolean> {
  const change = yield* count(tx, act);
  // Before the message, so that an agent of the server knows it when the message calls it.
  if (change === 'pauses') yield* tx.record({ type: 'room.changed', room_id: act.room_id });
  return change === 'ends pause';
}

/** Counts what was allowed and is recorded already. */
export function* countInRun(tx: Tx, act: ActInRun): Steps<void> {
  if ((yield* count(tx, act)) !== null) yield* tx.record({ type: 'room.changed', room_id: act.room_id });
}

function* count(tx: Tx, { room_id, author_id, by_program, by_home_key, isSmall }: ActInRun): Steps<'pauses' | 'ends pause' | null> {
  const run = yield* tx.agentRun(room_id);
  if (run.agent_run_max === 0) return null;
  if (!by_program && !(yield* tx.isAgent(author_id))) return !isSmall && (yield* endRun(tx, room_id)) ? 'ends pause' : null;
  if (run.agent_run_of === author_id) return null;
  const isFirst = run.agent_run_of === null;
  const added = isFirst || isFree(run, by_home_key) ? 0 : isSmall ? 1 : SMALL_ACTS_PER_MESSAGE;
  // A small act between two messages of one author is no answer to wait for.
  const agent_run_of = isFirst || !isSmall ? author_id : run.agent_run_of;
  const next = { ...run, agent_run: run.agent_run + added, agent_run_of };
  yield* tx.setAgentRun(room_id, next);
  return isPaused(next) && !isPaused(run) ? 'pauses' : null;
}

/**
 * The owner's own scripts come with the home's own key, and may talk as long as they like (rate-limits.ts), unless a person gave the
 * room a limit. Another agent that answers them counts.
 */
export function isFree({ agent_run_max }: Pick<AgentRun, 'agent_run_max'>, byHomeKey: boolean): boolean {
  return byHomeKey && agent_run_max === null;
}

/** Returns whether agents were paused. */
function* endRun(tx: Tx, roomId: string): Steps<boolean> {
  const run = yield* tx.agentRun(roomId);
  if (run.agent_run === 0 && run.agent_run_of === null) return false;
  yield* tx.setAgentRun(roomId, { ...run, agent_run: 0, agent_run_of: null });
  return isPaused(run);
}

/** A person lets agents write again. Does nothing while they are not paused. */
export function* continueAgents(tx: Tx, { room_id }: { room_id: string }): Steps<Room> {
  if (isPaused(yield* tx.agentRun(room_id))) {
    yield* endRun(tx, room_id);
    yield* tx.record({ type: 'room.changed', room_id });
  }
  const room = yield* tx.reads.room(room_id);
  if (!room) throw new AppError('room_not_found');
  return room;
}

/** Without a limit nothing is counted. */
export function* limitRun(tx: Tx, roomId: string, agent_run_max: number | null): Steps<void> {
  const run = yield* tx.agentRun(roomId);
  if (agent_run_max === 0) return yield* tx.setAgentRun(roomId, { agent_run: 0, agent_run_of: null, agent_run_max });
  yield* tx.setAgentRun(roomId, { ...run, agent_run_max });
}
