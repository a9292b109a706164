import * as z from 'zod/mini';
import { Task, TaskStatus } from '../coordination.ts';
import { NAME_CHARS_MAX, TASKS_PAGE_MAX } from '../limits.ts';
import { described } from '../described.ts';
import { count, id, optional, Text, Title } from './fields.ts';
import type { CommandRow } from './row.ts';

/** Other words that agents use for a status. */
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

/** Clients send null for an unchanged field, so the empty text means no assignee. */
const assignee = described(
  'The id of a participant, or the name of a member of the room. Empty: no assignee.',
  optional(z.string().check(z.maxLength(Math.max(200, NAME_CHARS_MAX)))),
);

export const TASK_COMMANDS = {
  assign_task: {
    title: 'Create a task',
    summary: 'Create a task, and assign it if you like.',
    right: 'coordinate',
    request: z.object({ room_id: id, title: Title, description: optional(Text), assignee }),
    reply: Task,
    http: { route: 'POST /api/rooms/:room_id/tasks', status: 201 },
    readOnly: false,
  },
  update_task: {
    title: 'Change a task',
    summary: 'Change the status, the assignee or the note of a task.',
    right: 'coordinate',
    request: z.object({ task_id: id, status: optional(Status), assignee, note: optional(Text) }),
    reply: Task,
    http: 'PATCH /api/tasks/:task_id',
    readOnly: false,
  },
  list_tasks: {
    title: 'List tasks',
    summary: 'List the tasks of a room, the oldest first.',
    right: 'read',
    request: z.object({
      room_id: id,
      status: optional(Status),
      limit: z._default(count, TASKS_PAGE_MAX),
      after: described('Only the tasks that come after this task in the list.', optional(id)),
    }),
    reply: z.object({ room_id: z.string(), tasks: z.array(Task), has_more: z.boolean() }),
    http: 'GET /api/rooms/:room_id/tasks',
    readOnly: true,
    largeReply: true,
  },
} as const satisfies Record<string, CommandRow>;
