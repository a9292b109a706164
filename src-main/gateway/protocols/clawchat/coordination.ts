// Votes, elections, decisions, tasks and turns as the protocol has them.
import type { Election, Task, Vote } from '../../../../src-shared/coordination.ts';
import type { Reply } from '../../../../src-shared/commands/index.ts';
import type { EventOf } from '../../../../src-shared/events/index.ts';
import { ELECTION_MS, LEADER_ASKED_MS, TURN_ORDER_MAX } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Directory } from '../../domain/directory.ts';
import type { AgentEvent } from './agent-event.ts';
import type { AuthorFacts } from './author.ts';
import { hasMoreFlag, takeWithinBytes } from './page.ts';
import { stamp } from './stamp.ts';

export const coordinationReplies = {
  create_vote: (_directory: Directory, vote: Vote) => ok(toVoteInfo(vote)),
  get_vote_status: (_directory: Directory, vote: Vote) => ok(toVoteInfo(vote)),
  cast_vote: (_directory: Directory, { id, voted_ids, eligible_ids }: Vote) =>
    ok({ vote_id: id, votes_cast: voted_ids.length, eligible_voters: eligible_ids.length }),
  close_vote: (_directory: Directory, vote: Vote) => ok(toVoteInfo(vote)),
  list_votes: (_directory: Directory, { room_id, votes, has_more }: Reply<'list_votes'>) => {
    const all = votes.map(toVoteInfo);
    const shown = takeWithinBytes(all);
    return ok({ room_id, votes: shown, ...(has_more ? { has_more } : hasMoreFlag(all, shown)) });
  },
  elect_leader: (_directory: Directory, election: Election) => {
    const { room_id, candidate_ids } = election;
    const message = `Election started. Decline within ${secondsToDecline(election)} seconds to stay out of it.`;
    return ok({ room_id, candidates: candidate_ids, message });
  },
  decline_election: (_directory: Directory, { room_id }: Reply<'decline_election'>) => ok({ room_id, message: 'Declined.' }),
  assign_task: (_directory: Directory, task: Task) => ok(toTaskInfo(task)),
  update_task: (_directory: Directory, task: Task) => ok(toTaskInfo(task)),
  list_tasks: (_directory: Directory, { room_id, tasks, has_more }: Reply<'list_tasks'>) => {
    const all = tasks.map(toTaskInfo);
    const shown = takeWithinBytes(all);
    return { type: 'task_list', payload: { room_id, tasks: shown, ...(has_more ? { has_more } : hasMoreFlag(all, shown)) } };
  },
};

type CoordinationEvent = EventOf<'vote.created' | 'vote.closed' | 'election.started' | 'leader.changed' | 'task.assigned' | 'task.changed'>;

export function coordinationEvents(directory: Directory, event: CoordinationEvent): AgentEvent[] {
  switch (event.type) {
    case 'vote.created':
      return [{ type: 'vote_created', payload: toVoteInfo(event.vote), to: { room_id: event.vote.room_id } }];
    case 'vote.closed':
      return [{ type: 'vote_result', payload: toVoteResult(directory, event.vote), to: { room_id: event.vote.room_id } }];
    case 'task.assigned':
      return [{ type: 'task_assigned', payload: toTaskInfo(event.task), to: { room_id: event.task.room_id } }];
    case 'task.changed':
      return [{ type: 'task_updated', payload: toTaskInfo(event.task), to: { room_id: event.task.room_id } }];
    case 'election.started': {
      const { room_id, candidate_ids, started_by } = event.election;
      const payload = { room_id, candidates: candidate_ids, started_by, opt_out_seconds: secondsToDecline(event.election) };
      return [{ type: 'election_started', payload, to: { room_id } }];
    }
    case 'leader.changed':
      return [leaderChanged(directory, event)];
  }
}

/** More while a person who leads is asked. */
function secondsToDecline({ asks_id }: Election): number {
  return (asks_id === null ? ELECTION_MS : LEADER_ASKED_MS) / 1000;
}

/** All members hear of a decision, its author too. */
export function decisionMade(message: Message, leader_name: string, facts: AuthorFacts): object {
  const { id, room_id, author_id, content, metadata, created_at, seq, by_program } = message;
  return {
    ...{ room_id, message_id: id, leader_id: author_id, leader_name, ...facts, ...(by_program && { by_program }) },
    ...{ content, metadata: metadata ?? null, timestamp: stamp(created_at), seq },
  };
}

/** The whole order goes along only where it is short: in a large room it would cost the square of its members. */
export function turnChanged({ room_id, turn_id, reason }: EventOf<'turn.changed'>, present: readonly string[]): AgentEvent {
  const turn_order = present.length <= TURN_ORDER_MAX ? present : present.filter((id) => id === turn_id);
  return { type: 'turn_changed', payload: { room_id, current_turn_holder: turn_id, turn_order, reason }, to: { room_id } };
}

function leaderChanged(directory: Directory, { room_id, leader_id, reason }: EventOf<'leader.changed'>): AgentEvent {
  if ((reason === 'elected' || reason === 'kept') && leader_id !== null) {
    const leader_name = directory.participant(leader_id)?.name ?? '';
    return { type: 'leader_elected', payload: { room_id, leader_id, leader_name }, to: { room_id } };
  }
  const words = reason === 'left' ? 'leader left' : 'all candidates declined';
  return { type: 'leader_cleared', payload: { room_id, reason: words }, to: { room_id } };
}

function toVoteInfo(vote: Vote): object {
  const { id, room_id, title, description, options, created_by, created_at, closes_at, closed_at, eligible_ids, voted_ids, tally } = vote;
  return {
    vote_id: id,
    room_id,
    title,
    ...(description === null ? {} : { description }),
    options,
    created_by,
    created_at: stamp(created_at),
    ...(closes_at === null ? {} : { closes_at: stamp(closes_at) }),
    status: closed_at === null ? 'open' : 'closed',
    votes_cast: voted_ids.length,
    eligible_voters: eligible_ids.length,
    ...(tally === null ? {} : { tally: toTally(options, tally) }),
  };
}

function toVoteResult(directory: Directory, { id, room_id, title, options, eligible_ids, tally, ballots }: Vote): object {
  const named = (ballots ?? []).map(({ participant_id, option_index }) => ({
    agent_id: participant_id,
    agent_name: directory.participant(participant_id)?.name ?? '',
    option_index,
  }));
  return {
    vote_id: id,
    room_id,
    title,
    options,
    tally: toTally(options, tally ?? []),
    ballots: named,
    total_votes: named.length,
    eligible_voters: eligible_ids.length,
  };
}

function toTally(options: readonly string[], tally: readonly number[]): object[] {
  return options.map((option_text, option_index) => ({ option_index, option_text, count: tally[option_index] ?? 0 }));
}

function toTaskInfo({ id, room_id, title, description, status, assignee_id, created_by, created_at, updated_at, note }: Task): object {
  return {
    task_id: id,
    room_id,
    title,
    ...(description === null ? {} : { description }),
    status,
    ...(assignee_id === null ? {} : { assignee: assignee_id }),
    created_by,
    created_at: stamp(created_at),
    ...(updated_at === null ? {} : { updated_at: stamp(updated_at) }),
    ...(note === null ? {} : { note }),
  };
}

function ok(payload: unknown): { type: string; payload: unknown } {
  return { type: 'ok', payload };
}
