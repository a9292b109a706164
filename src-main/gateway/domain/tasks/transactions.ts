import type { Handing, Task, TaskStatus } from '../../../../src-shared/coordination.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

export interface NewTask {
  id: string;
  room_id: string;
  title: string;
  description: string | null;
  assignee_id: string | null;
  created_by: string;
}

export function* assignTask(tx: Tx, task: NewTask): Steps<Task> {
  yield* tx.writes.insertTask({ ...task, status: 'pending', created_at: tx.now, updated_at: null, note: null });
  yield* tx.record({ type: 'task.assigned', room_id: task.room_id, subject_id: task.id });
  return yield* found(tx, task.id);
}

interface TaskChange {
  room_id: string;
  id: string;
  by_id: string;
  status?: TaskStatus;
  assignee_id?: string | null;
  note?: string;
}

/** Missing fields stay as they are. */
export function* updateTask(tx: Tx, change: TaskChange): Steps<Task> {
  const task = yield* found(tx, change.id);
  if (task.room_id !== change.room_id) throw new AppError('task_not_found');
  const { status = task.status, note = task.note } = change;
  const assignee_id = change.assignee_id === undefined ? task.assignee_id : change.assignee_id;
  yield* tx.writes.updateTask({ id: task.id, status, assignee_id, note, updated_at: tx.now });
  const isHanded = assignee_id !== null && assignee_id !== task.assignee_id;
  const payload: Handing | undefined = isHanded ? { by_id: change.by_id, to_id: assignee_id } : undefined;
  yield* tx.record({ type: 'task.changed', room_id: task.room_id, subject_id: task.id, payload });
  return yield* found(tx, task.id);
}

function* found(tx: Tx, id: string): Steps<Task> {
  const task = yield* tx.reads.task(id);
  if (!task) throw new AppError('task_not_found');
  return task;
}
