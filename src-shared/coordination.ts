// Votes, leaders and their decisions, tasks, and whose turn it is.
import * as z from 'zod/mini';

const id = z.string();
const time = z.number();
const count = z.int().check(z.nonnegative());

export const Vote = z.object({
  id,
  room_id: id,
  title: z.string(),
  description: z.nullable(z.string()),
  options: z.array(z.string()),
  created_by: id,
  created_at: time,
  /** The time at which it closes automatically. Null: when all have voted. */
  closes_at: z.nullable(time),
  closed_at: z.nullable(time),
  /**
   * The participants who may vote: those who were present at its creation. People, and agents that the server runs, are added with
   * their ballots when they vote later. Connected agents are not.
   */
  eligible_ids: z.array(id),
  /** The participants without whose ballots the vote stays open. Those who left the room are not among them. */
  waiting_for_ids: z.array(id),
  /** The participants who have voted. The ballots are secret until the vote closes. */
  voted_ids: z.array(id),
  /** Votes for each option; null while it is open. */
  tally: z.nullable(z.array(count)),
  ballots: z.nullable(z.array(z.object({ participant_id: id, option_index: count }))),
  /** The seq of its message in the room. Null for a vote from an early version, which has none. */
  seq: z.nullable(count),
});
export type Vote = z.infer<typeof Vote>;

/** A vote as a participant receives it in a reply: with the participant's own choice. */
export const OwnVote = z.extend(Vote, { own_option: z.nullable(count) });
export type OwnVote = z.infer<typeof OwnVote>;

export const TaskStatus = z.enum(['pending', 'in_progress', 'blocked', 'completed', 'cancelled']);
export type TaskStatus = z.infer<typeof TaskStatus>;

export const Task = z.object({
  id,
  room_id: id,
  title: z.string(),
  description: z.nullable(z.string()),
  status: TaskStatus,
  assignee_id: z.nullable(id),
  created_by: id,
  created_at: time,
  updated_at: z.nullable(time),
  note: z.nullable(z.string()),
});
export type Task = z.infer<typeof Task>;

/** A task was assigned to another participant. */
export const Handing = z.object({ by_id: id, to_id: id });
export type Handing = z.infer<typeof Handing>;

/** An election that is open for refusals, or that was just called. */
export const Election = z.object({
  room_id: id,
  candidate_ids: z.array(id),
  started_by: id,
  ends_at: time,
  /** The person who leads, and keeps the lead by declining. Null: the election does not wait for anyone. */
  asks_id: z.nullable(id),
});
export type Election = z.infer<typeof Election>;

/** The leader and the turn of a room. In memory, since both depend on presence. */
export const Floor = z.object({ leader_id: z.nullable(id), turn_id: z.nullable(id), election: z.nullable(Election) });
export type Floor = z.infer<typeof Floor>;

/** `kept`: the person who leads was asked, and stays. */
export const LeaderChange = z.enum(['elected', 'left', 'declined', 'kept']);
