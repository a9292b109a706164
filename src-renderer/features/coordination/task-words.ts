// The texts of a task.
import type { ReactNode } from 'react';
import type { Task, TaskStatus } from '../../../src-shared/coordination.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import { strings } from '../../strings/strings.ts';

/** In the order in which the board shows them. */
export const STATUSES: readonly TaskStatus[] = ['in_progress', 'blocked', 'pending', 'completed', 'cancelled'];

export function isOpen({ status }: Pick<Task, 'status'>): boolean {
  return status !== 'completed' && status !== 'cancelled';
}

/** "Ada · in progress", "Nobody yet · to do". */
export function taskWords({ assignee_id, status }: Task, participants: Readonly<Record<string, Participant>>): string {
  const who = assignee_id === null ? strings.coordination.nobodyYet : nameOf(assignee_id, participants);
  return strings.coordination.whoAndStatus(who, strings.coordination.statusInLine[status]);
}

/** The line in the timeline: "Maya made the task …", "Maya made a task for Ada: …". */
export function madeWords(
  { assignee_id, created_by }: Task,
  maker: string,
  participants: Readonly<Record<string, Participant>>,
  title: ReactNode,
): ReactNode {
  if (assignee_id === null) return strings.coordination.madeATask(maker, title);
  if (assignee_id === created_by) return strings.coordination.tookATask(maker, title);
  return strings.coordination.madeATaskFor(maker, nameOf(assignee_id, participants), title);
}

function nameOf(id: string, participants: Readonly<Record<string, Participant>>): string {
  return participants[id]?.name ?? strings.ui.somebodyWhoLeft;
}
