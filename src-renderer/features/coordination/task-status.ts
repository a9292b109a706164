// The status of a task in words.
import type { Task, TaskStatus } from '../../../src-shared/coordination.ts';
import type { Participant } from '../../../src-shared/objects.ts';
import { strings } from '../../strings/all-strings.ts';
import { assigneeName } from './task-words.ts';

/** In the order in which the board shows them. */
export const STATUSES: readonly TaskStatus[] = ['in_progress', 'blocked', 'pending', 'completed', 'cancelled'];

/** "Ada · in progress", "Nobody yet · to do". */
export function taskWords({ assignee_id, status }: Task, participants: Readonly<Record<string, Participant>>): string {
  const who = assignee_id === null ? strings.tasks.nobodyYet : assigneeName(assignee_id, participants);
  return strings.tasks.whoAndStatus(who, strings.coordination.statusInLine[status]);
}
