import type { LEADER_COMMANDS } from '../../../../src-shared/commands/leaders.ts';
import type { TASK_COMMANDS } from '../../../../src-shared/commands/tasks.ts';
import type { Task } from '../../../../src-shared/coordination.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { TASKS_PAGE_MAX } from '../../../../src-shared/limits.ts';
import type { Commands, Context, Core } from '../core.ts';
import type { RoomEntry } from '../directory.ts';
import type { TurnTaking } from './turn-taking.ts';
import { postAct } from '../messages/acts.ts';
import { postKind } from '../messages/commands.ts';

type CoordinationCommand = keyof typeof LEADER_COMMANDS | keyof typeof TASK_COMMANDS | 'thinking';

export function coordinationCommands(core: Core, floor: TurnTaking): Pick<Commands, CoordinationCommand> {
  return {
    thinking: (context, { act, ...thought }) =>
      act ? postAct(core, context, { ...thought, act }) : postKind(core, context, 'thinking', thought),

    elect_leader(context, { room_id, stand }) {
      const entry = core.openRoom(context, room_id);
      const candidates = core.presence
        .presentIn(room_id)
        .filter((id) => core.directory.participant(id)?.kind === 'agent' || (stand && id === context.actor.participant_id));
      const isPerson = (id: string): boolean => core.directory.participant(id)?.kind === 'person';
      return floor.startElection(entry.room.id, context.actor.participant_id, candidates, isPerson);
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

    async list_tasks({ actor: asker }, { room_id, status, limit, after }) {
      core.room(asker, room_id);
      const size = Math.min(limit, TASKS_PAGE_MAX);
      const page = { status: status ?? null, after: after ?? null, limit: size + 1 };
      const { value: tasks, actor } = await core.upToDate(
        asker,
        (archive) => archive.tasks(room_id, page),
        (event) => 'task' in event && event.task.room_id === room_id,
      );
      core.room(actor, room_id);
      return { room_id, tasks: tasks.slice(0, size), has_more: tasks.length > size };
    },
  };
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
