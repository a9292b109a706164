import type { Handing, Task, TaskStatus } from '../../../../src-shared/coordination.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Transaction } from '../transaction.ts';

export interface NewTask {
  id: string;
  room_id: string;
  title: string;
  description: string | null;
  assignee_id: string | null;
  created_by: string;
}

export function assignTask(tx: Transaction, task: NewTask): Task {
  tx.writes.insertTask.run({ ...task, status: 'pending', created_at: tx.now, updated_at: null, note: null });
  tx.record({ type: 'task.assigned', room_id: task.room_id, subject_id: task.id });
  return found(tx, task.id);
}

interface TaskChange {
  id: string;
  by_id: string;
  status?: TaskStatus;
  assignee_id?: string | null;
  note?: string;
}

/** What is left out stays as it is. */
export function updateTask(tx: Transaction, change: TaskChange): Task {
  const task = found(tx, change.id);
  const { status = task.status, note = task.note } = change;
  const assignee_id = change.assignee_id === undefined ? task.assignee_id : change.assignee_id;
  tx.writes.updateTask.run({ id: task.id, status, assignee_id, note, updated_at: tx.now });
  const isHanded = assignee_id !== null && assignee_id !== task.assignee_id;
  const payload: Handing | undefined = isHanded ? { by_id: change.by_id, to_id: assignee_id } : undefined;
  tx.record({ type: 'task.changed', room_id: task.room_id, subject_id: task.id, payload });
  return found(tx, task.id);
}

function found(tx: Transaction, id: string): Task {
  const task = tx.reads.task(id);
  if (!task) throw new AppError('task_not_found');
  return task;
}
