// The tools for tasks and votes.
import * as z from 'zod/mini';
import { COMMANDS } from '../../../src-shared/commands/index.ts';
import type { Task, Vote } from '../../../src-shared/coordination.ts';
import { described } from '../../../src-shared/described.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import { membersOf, roomCalled } from './rooms.ts';
import { nameOf, oneLine } from './text.ts';
import { tool } from './tool.ts';

const room = described('The name of a room, or its id.', z.string().check(z.minLength(1), z.maxLength(200)));
const { title, description, assignee } = COMMANDS.assign_task.request.shape;
const { status, note } = COMMANDS.update_task.request.shape;
const vote = COMMANDS.create_vote.request.shape;

export const COORDINATION_TOOLS = [
  tool({
    name: 'task',
    title: 'Tasks of a room',
    description: 'List the tasks of a room; create one with a title; change one with its id and a status, an assignee or a note.',
    right: 'coordinate',
    readOnly: false,
    input: z.object({
      room,
      task: described('The id of a task to change.', z.optional(z.string())),
      title: z.optional(title),
      description,
      status,
      assignee,
      note,
    }),
    async run(host, input) {
      const { room: of } = await roomCalled(host, input.room);
      const participants = await membersOf(host, of.id);
      if (input.task !== undefined) {
        const change = { task_id: input.task, status: input.status, assignee: input.assignee, note: input.note };
        return `Changed: ${taskLine(await host.ask('update_task', change), participants)}`;
      }
      if (input.title !== undefined) {
        const made = { room_id: of.id, title: input.title, description: input.description, assignee: input.assignee };
        return `Created: ${taskLine(await host.ask('assign_task', made), participants)}`;
      }
      const { tasks, has_more } = await host.ask('list_tasks', { room_id: of.id, status: input.status });
      const lines = tasks.map((each) => taskLine(each, participants));
      return lines.length > 0
        ? `${lines.join('\n')}${has_more ? '\nThere are more: say a status.' : ''}`
        : `#${of.name} has no such tasks.`;
    },
  }),
  tool({
    name: 'vote',
    title: 'Votes of a room',
    description:
      'List the votes of a room; create one with a title and options; cast your vote with its id and the number of an option, from 1.',
    right: 'coordinate',
    readOnly: false,
    input: z.object({
      room,
      vote: described('The id of a vote.', z.optional(z.string())),
      option: described('The number of an option, from 1.', z.optional(z.int().check(z.minimum(1)))),
      title: z.optional(vote.title),
      options: z.optional(vote.options),
      duration_secs: vote.duration_secs,
    }),
    async run(host, input) {
      const { room: of } = await roomCalled(host, input.room);
      const participants = await membersOf(host, of.id);
      if (input.option !== undefined) {
        if (input.vote === undefined) throw new AppError('invalid_payload', 'vote: say its id.');
        return `Cast. ${voteLine(await host.ask('cast_vote', { vote_id: input.vote, option_index: input.option - 1 }), participants)}`;
      }
      if (input.vote !== undefined) return voteLine(await host.ask('get_vote_status', { vote_id: input.vote }), participants);
      if (input.title !== undefined) {
        const made = { room_id: of.id, title: input.title, options: input.options ?? [], duration_secs: input.duration_secs };
        return `Created. ${voteLine(await host.ask('create_vote', made), participants)}`;
      }
      const { votes } = await host.ask('list_votes', { room_id: of.id });
      return votes.length > 0 ? votes.map((each) => voteLine(each, participants)).join('\n') : `#${of.name} has no votes.`;
    },
  }),
];

function taskLine({ id, title: name, status: state, assignee_id, note: said }: Task, participants: readonly Participant[]): string {
  const whose = assignee_id === null ? 'nobody' : nameOf(assignee_id, participants);
  return `${id} [${state}] ${oneLine(name)} (${whose})${said ? `: ${oneLine(said)}` : ''}`;
}

function voteLine(
  { id, title: name, options, closed_at, tally, voted_ids, waiting_for_ids }: Vote,
  participants: readonly Participant[],
): string {
  const listed = options.map((each, at) => `${at + 1}. ${oneLine(each)}${tally ? ` (${tally[at] ?? 0})` : ''}`).join(', ');
  const waiting = waiting_for_ids.map((each) => nameOf(each, participants)).join(', ');
  const state = closed_at === null ? `open, ${voted_ids.length} voted${waiting === '' ? '' : `, waiting for ${waiting}`}` : 'closed';
  return `${id} ${oneLine(name)} (${state}): ${listed}`;
}
