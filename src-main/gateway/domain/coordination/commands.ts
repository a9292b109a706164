import type { LEADER_COMMANDS } from '../../../../src-shared/commands/leaders.ts';
import type { TASK_COMMANDS } from '../../../../src-shared/commands/tasks.ts';
import type { VOTE_COMMANDS } from '../../../../src-shared/commands/votes.ts';
import type { Task, Vote } from '../../../../src-shared/coordination.ts';
import type { Request } from '../../../../src-shared/commands/index.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { TASKS_PAGE_MAX, VOTES_PAGE_MAX } from '../../../../src-shared/limits.ts';
import type { Commands, Context, Core } from '../core.ts';
import type { RoomEntry } from '../directory.ts';
import type { TurnTaking } from './turn-taking.ts';
import { sliceAfter } from '../pagination.ts';
import { postKind } from '../messages/commands.ts';

type CoordinationCommand = keyof typeof VOTE_COMMANDS | keyof typeof LEADER_COMMANDS | keyof typeof TASK_COMMANDS | 'thinking';

export function coordinationCommands(core: Core, floor: TurnTaking): Pick<Commands, CoordinationCommand> {
  return {
    thinking: (context, { room_id, content }) => postKind(core, context, 'thinking', { room_id, content }),

    create_vote: (context, request) => createVote(core, context, request),

    async cast_vote(context, { vote_id, option_index }) {
      const { room_id } = visibleVote(core, context, (await core.archive.vote(vote_id)).value);
      core.openRoom(context, room_id);
      const { participant_id } = context.actor;
      // A person may vote later: they get the event while reading elsewhere. The number of agents is fixed, as agents expect it.
      const may_come_later = core.directory.participant(participant_id)?.kind === 'person';
      return core.write('castVote', { room_id, vote_id, participant_id, option_index, may_come_later });
    },

    get_vote_status: (context, { vote_id }) => voteFor(core, context, vote_id),

    async list_votes({ actor }, { room_id, limit, after }) {
      core.room(actor, room_id);
      const size = Math.min(limit, VOTES_PAGE_MAX);
      const found = await core.upToDate(
        (archive) => archive.votes(room_id, after ?? null, size + 1),
        (event) => 'vote' in event && event.vote.room_id === room_id,
      );
      core.room(actor, room_id);
      const votes = found ?? [];
      return { room_id, votes: votes.slice(0, size), has_more: votes.length > size };
    },

    elect_leader(context, { room_id, stand }) {
      const entry = core.openRoom(context, room_id);
      const candidates = core.presence
        .presentIn(room_id)
        .filter((id) => core.directory.participant(id)?.kind === 'agent' || (stand && id === context.actor.participant_id));
      return floor.startElection(entry.room.id, context.actor.participant_id, candidates);
    },

    decline_election(context, { room_id }) {
      core.requireParticipation(context, room_id);
      floor.decline(room_id, context.actor.participant_id);
      return { room_id };
    },

    decision(context, { room_id, content, metadata }) {
      core.requireParticipation(context, room_id);
      if (!floor.leads(room_id, context.actor.participant_id)) throw new AppError('not_leader');
      return postKind(core, context, 'decision', { room_id, content, metadata });
    },

    assign_task(context, { room_id, title, description, assignee }) {
      const entry = core.openRoom(context, room_id);
      const task = {
        id: newId(),
        room_id,
        title,
        description: description ?? null,
        created_by: context.actor.participant_id,
        assignee_id: assigneeIn(core, entry, assignee ?? ''),
      };
      return core.post(context.actor, 'assignTask', task);
    },

    async update_task(context, { task_id, ...change }) {
      const task = await taskFor(core, context, task_id);
      const entry = core.openRoom(context, task.room_id);
      const { assignee, status = null, note = null } = change;
      const assignee_id = assignee === undefined || assignee === null ? undefined : assigneeIn(core, entry, assignee);
      const by_id = context.actor.participant_id;
      return core.post(context.actor, 'updateTask', {
        id: task.id,
        room_id: task.room_id,
        by_id,
        assignee_id,
        status: status ?? undefined,
        note: note ?? undefined,
      });
    },

    async list_tasks({ actor }, { room_id, status, limit, after }) {
      core.room(actor, room_id);
      const all = await core.upToDate(
        (archive) => archive.tasks(room_id),
        (event) => 'task' in event && event.task.room_id === room_id,
      );
      core.room(actor, room_id);
      const isWanted = (task: Task): boolean => status === undefined || status === null || task.status === status;
      const tasks = sliceAfter(all, after, ({ id }) => id).filter(isWanted);
      const page = tasks.slice(0, Math.min(limit, TASKS_PAGE_MAX));
      return { room_id, tasks: page, has_more: page.length < tasks.length };
    },
  };
}

const MS_PER_S = 1000;

function createVote(core: Core, context: Context, request: Request<'create_vote'>): Promise<Vote> {
  const { room } = core.openRoom(context, request.room_id);
  const present = core.presence.presentIn(room.id);
  const { actor } = context;
  return core.post(actor, 'createVote', {
    id: newId(),
    room_id: room.id,
    title: request.title,
    description: request.description ?? null,
    options: request.options,
    created_by: actor.participant_id,
    duration_ms:
      request.duration_secs === undefined || request.duration_secs === null ? null : Math.round(request.duration_secs * MS_PER_S),
    // The creator of a vote may vote too, even without having the room open.
    eligible_ids: present.includes(actor.participant_id) ? present : [...present, actor.participant_id],
  });
}

/** A vote in a room one may see; what may not be seen is not there. */
async function voteFor(core: Core, context: Context, voteId: string): Promise<Vote> {
  const vote = await core.upToDate(
    (archive) => archive.vote(voteId),
    (event) => 'vote' in event && event.vote.id === voteId,
  );
  return visibleVote(core, context, vote);
}

function visibleVote(core: Core, { actor }: Context, vote: Vote | null): Vote {
  if (!vote || !core.findRoom(actor, vote.room_id)) throw new AppError('vote_not_found');
  return vote;
}

async function taskFor(core: Core, { actor }: Context, taskId: string): Promise<Task> {
  const { value: task } = await core.archive.task(taskId);
  if (!task || !core.findRoom(actor, task.room_id)) throw new AppError('task_not_found');
  return task;
}

/** By id, or by the name of a member or of a present participant. Null when it is empty. */
function assigneeIn(core: Core, { room, members }: RoomEntry, named: string): string | null {
  if (named === '') return null;
  const reachable = new Set([...members, ...core.presence.presentIn(room.id)]);
  if (reachable.has(named)) return named;
  const wanted = named.replace(/^@/, '').toLowerCase();
  const matches = [...reachable].filter((id) => core.directory.participant(id)?.name.toLowerCase() === wanted);
  const [match] = matches;
  if (match === undefined || matches.length > 1)
    throw new AppError(
      'invalid_payload',
      `assignee: ${match === undefined ? 'no participant' : 'more than one participant'} in this room is called ${named}.`,
    );
  return match;
}
