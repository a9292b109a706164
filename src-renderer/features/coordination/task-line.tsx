import { ListTodo } from 'lucide-react';
import type { Task } from '../../../src-shared/coordination.ts';
import { useDialogActions, useParticipants } from '../../sync/store.ts';
import { TOUCH_LINE } from '../../ui/touch.ts';
import { isOpen, madeWords } from './task-words.ts';
import { strings } from '../../strings/strings.ts';

/** One quiet line where a task was made. It says how far the task is now, and opens it. */
export function TaskLine({ task, maker }: { task: Task; maker: string }) {
  const participants = useParticipants();
  const { openDialog } = useDialogActions();
  return (
    <p className={`flex max-w-full items-center gap-2 text-list text-ink-2 ${TOUCH_LINE}`}>
      <ListTodo size={14} aria-hidden className="shrink-0 text-ink-3" />
      <span className="line-clamp-2 min-w-0">
        {madeWords(
          task,
          maker,
          participants,
          <button
            type="button"
            onClick={() => openDialog({ kind: 'task', room_id: task.room_id, task_id: task.id })}
            className={`rounded-tag font-semibold text-ink hover:underline ${isOpen(task) ? '' : 'text-ink-3 line-through'}`}
          >
            {task.title}
          </button>,
        )}
      </span>
      {task.status !== 'pending' && <span className="shrink-0 text-ink-3">{strings.coordination.statusInLine[task.status]}</span>}
    </p>
  );
}
