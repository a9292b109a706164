// The texts of a task.
import type { ReactNode } from 'react';
import type { Task } from '../../../src-shared/coordination.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import { strings } from '../../strings/strings.ts';

export function isOpen({ status }: Pick<Task, 'status'>): boolean {
  return status !== 'completed' && status !== 'cancelled';
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
  return strings.coordination.madeATaskFor(maker, assigneeName(assignee_id, participants), title);
}

export function assigneeName(id: string, participants: Readonly<Record<string, Participant>>): string {
  return participants[id]?.name ?? strings.ui.formerMember;
}
