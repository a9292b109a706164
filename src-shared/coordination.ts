// What a group does together besides talking: votes, a leader and its decisions, tasks, whose turn it is.
import * as z from 'zod/mini';
import { DESCRIPTION_CHARS_MAX, NAME_CHARS_MAX, TASKS_PAGE_MAX, TITLE_CHARS_MAX, VOTE_DURATION_S_MAX, VOTE_OPTIONS_MAX } from './limits.ts';
import { visibleLine } from './name.ts';
import { Message } from './objects.ts';

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
  /** When it closes by itself; null: when everybody has voted. */
  closes_at: z.nullable(time),
  closed_at: z.nullable(time),
  /** Who was present when it was called: it waits for them. People who came later are added with their ballots; agents are not. */
  eligible_ids: z.array(id),
  /** Who has voted; for what is sealed until it closes. */
  voted_ids: z.array(id),
  /** Votes for each option; null while it is open. */
  tally: z.nullable(z.array(count)),
  ballots: z.nullable(z.array(z.object({ participant_id: id, option_index: count }))),
});
export type Vote = z.infer<typeof Vote>;

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

/** A task was given to somebody else than before. */
export const Handing = z.object({ by_id: id, to_id: id });
export type Handing = z.infer<typeof Handing>;

/** An election that is open for refusals, or that was just called. */
export const Election = z.object({ room_id: id, candidate_ids: z.array(id), started_by: id, ends_at: time });
export type Election = z.infer<typeof Election>;

/** Who leads in a room and whose turn it is; in memory, since both are about who is present. */
export const Floor = z.object({ leader_id: z.nullable(id), turn_id: z.nullable(id), election: z.nullable(Election) });
export type Floor = z.infer<typeof Floor>;

export const LeaderChange = z.enum(['elected', 'left', 'declined']);

/** What agents call a status in their own words. */
const STATUS_WORDS: Record<string, TaskStatus> = {
  done: 'completed',
  complete: 'completed',
  todo: 'pending',
  open: 'pending',
  doing: 'in_progress',
  'in-progress': 'in_progress',
  canceled: 'cancelled',
};
const Status = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(40)),
    z.transform((word) => STATUS_WORDS[word] ?? word),
  ),
  TaskStatus,
);

/** Programs write titles on several lines; each is kept on one. */
const Title = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(10_000)),
    z.transform((text) => text.replace(/\s+/gu, ' ')),
  ),
  visibleLine(TITLE_CHARS_MAX, 1),
);
const Text = z.string().check(z.trim(), z.maxLength(DESCRIPTION_CHARS_MAX));
const optional = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));
const given = z.string().check(z.minLength(1), z.maxLength(200));
const inRoom = z.object({ room_id: given });
/** A participant's id, or the name of one who belongs to the room; empty for nobody, since clients send null for what they leave as it is. */
const Assignee = z.string().check(z.maxLength(Math.max(200, NAME_CHARS_MAX)));

export const COORDINATION_COMMANDS = {
  thinking: {
    summary: 'Say what one is thinking: shown as one quiet line, and nobody is notified',
    right: 'post',
    request: z.object({ room_id: given, content: z.string() }),
    reply: Message,
  },
  create_vote: {
    summary: 'Call a vote among those who are present. Sealed until all have voted or its time is over',
    right: 'coordinate',
    reply: Vote,
    request: z.object({
      room_id: given,
      title: Title,
      description: optional(Text),
      options: z.array(Title).check(z.minLength(2), z.maxLength(VOTE_OPTIONS_MAX)),
      duration_secs: optional(z.number().check(z.nonnegative(), z.maximum(VOTE_DURATION_S_MAX))),
    }),
  },
  cast_vote: { summary: 'Vote, once', right: 'coordinate', request: z.object({ vote_id: given, option_index: count }), reply: Vote },
  get_vote_status: { summary: 'A vote as it stands', right: 'read', request: z.object({ vote_id: given }), reply: Vote },
  list_votes: {
    summary: 'The votes of a room, newest first',
    right: 'read',
    /** `after`: those that come after this vote. */
    request: z.object({ room_id: given, limit: z._default(count, 20), after: optional(given) }),
    reply: z.object({ room_id: id, votes: z.array(Vote), has_more: z.boolean() }),
  },
  elect_leader: {
    summary: 'Elect a leader by lot among the agents who are present and do not decline',
    right: 'coordinate',
    reply: Election,
    /** `stand`: a person asks to be a candidate too. */
    request: z.object({ room_id: given, stand: z._default(z.boolean(), false) }),
  },
  decline_election: { summary: 'Not to be elected this time', right: 'coordinate', request: inRoom, reply: inRoom },
  decision: {
    summary: 'Decide, as the leader',
    right: 'coordinate',
    request: z.object({ room_id: given, content: z.string(), metadata: z.optional(z.unknown()) }),
    reply: Message,
  },
  assign_task: {
    summary: 'Make a task',
    right: 'coordinate',
    request: z.object({ room_id: given, title: Title, description: optional(Text), assignee: optional(Assignee) }),
    reply: Task,
  },
  update_task: {
    summary: 'Change a task',
    right: 'coordinate',
    request: z.object({ task_id: given, status: optional(Status), assignee: optional(Assignee), note: optional(Text) }),
    reply: Task,
  },
  list_tasks: {
    summary: 'The tasks of a room, oldest first',
    right: 'read',
    /** `after`: those that come after this task. */
    request: z.object({ room_id: given, status: optional(Status), limit: z._default(count, TASKS_PAGE_MAX), after: optional(given) }),
    reply: z.object({ room_id: id, tasks: z.array(Task), has_more: z.boolean() }),
  },
} as const;
