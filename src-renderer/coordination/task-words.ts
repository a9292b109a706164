// What a task says about itself.
import type { Task, TaskStatus } from '../../src-shared/coordination.ts';
import type { Participant } from '../../src-shared/objects.ts';

export const STATUS_WORDS: Record<TaskStatus, string> = {
  pending: 'To do',
  in_progress: 'In progress',
  blocked: 'Blocked',
  completed: 'Done',
  cancelled: 'Dropped',
};

/** In the order in which the board shows them. */
export const STATUSES: readonly TaskStatus[] = ['in_progress', 'blocked', 'pending', 'completed', 'cancelled'];

export function isOpen({ status }: Pick<Task, 'status'>): boolean {
  return status !== 'completed' && status !== 'cancelled';
}

/** "Ada · in progress", "Nobody yet · to do". */
export function taskWords({ assignee_id, status }: Task, participants: Readonly<Record<string, Participant>>): string {
  const who = assignee_id === null ? 'Nobody yet' : (participants[assignee_id]?.name ?? 'Somebody who left');
  return `${who} · ${STATUS_WORDS[status].toLowerCase()}`;
}

/** The line in the timeline: "made the task", "made a task for Ada". */
export function madeWords({ assignee_id, created_by }: Task, participants: Readonly<Record<string, Participant>>): string {
  if (assignee_id === null) return 'made a task:';
  if (assignee_id === created_by) return 'took a task:';
  return `made a task for ${participants[assignee_id]?.name ?? 'somebody who left'}:`;
}
