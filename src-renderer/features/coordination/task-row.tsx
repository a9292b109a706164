import clsx from 'clsx';
import { Check, type LucideIcon, Minus, OctagonAlert } from 'lucide-react';
import type { Task, TaskStatus } from '../../../src-shared/coordination.ts';
import { useCommand, useDialogActions, useParticipants, useRoomFacts } from '../../sync/store.ts';
import { Menu } from '../../ui/menu.tsx';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { STATUSES, taskWords } from './task-status.ts';
import { isOpen } from './task-words.ts';
import { strings } from '../../strings/all-strings.ts';

/** A task in a list: its box changes how far it is, its name opens it. */
export function TaskRow({ task }: { task: Task }) {
  const participants = useParticipants();
  const { openDialog } = useDialogActions();
  const isArchived = (useRoomFacts(task.room_id)?.archived_at ?? null) !== null;
  return (
    <li className="flex items-start gap-1 py-1">
      {isArchived ? <Box status={task.status} /> : <StatusMenu task={task} />}
      <button
        type="button"
        onClick={() => openDialog({ kind: 'task', room_id: task.room_id, task_id: task.id })}
        className="min-w-0 flex-1 rounded-control px-1 text-start hover:bg-line-2 tap:min-h-11"
      >
        <span className={clsx('block text-list wrap-anywhere', isOpen(task) ? 'text-ink' : 'text-ink-3 line-through')}>{task.title}</span>
        <span className="block text-meta text-ink-2 wrap-anywhere">
          {taskWords(task, participants)}
          {task.note !== null && task.note !== '' && ` · ${task.note}`}
        </span>
      </button>
    </li>
  );
}

const BOXES: Record<TaskStatus, { look: string; icon: LucideIcon | null }> = {
  pending: { look: 'border-edge', icon: null },
  in_progress: { look: 'border-dashed border-amber', icon: null },
  blocked: { look: 'border-coral text-coral-ink', icon: OctagonAlert },
  completed: { look: 'border-ok bg-ok text-on-accent', icon: Check },
  cancelled: { look: 'border-edge text-ink-3', icon: Minus },
};

function Mark({ status }: { status: TaskStatus }) {
  const { look, icon: Icon } = BOXES[status];
  return (
    <span aria-hidden className={clsx('flex size-4 items-center justify-center rounded-[5px] border-[1.5px]', look)}>
      {Icon && <Icon size={11} strokeWidth={3} />}
    </span>
  );
}

/** The state of the task, where it cannot be changed. */
function Box({ status }: { status: TaskStatus }) {
  return (
    <span role="img" aria-label={strings.tasks.status[status]} className="flex size-7 shrink-0 items-center justify-center">
      <Mark status={status} />
    </span>
  );
}

function StatusMenu({ task }: { task: Task }) {
  const command = useCommand();
  const toast = useToast();
  const items = STATUSES.map((status) => ({
    label: strings.tasks.status[status],
    isChecked: status === task.status,
    onSelect: () => {
      command('update_task', { task_id: task.id, status }).catch((error: unknown) => toast({ text: explain(error) }));
    },
  }));
  return (
    <Menu
      label={strings.tasks.howFar(task.title)}
      items={items}
      placement={{ side: 'below', align: 'start' }}
      trigger={(props) => (
        <button
          {...props}
          type="button"
          aria-label={strings.tasks.changeHowFar(strings.tasks.status[task.status], task.title)}
          className="flex size-7 shrink-0 items-center justify-center rounded-control hover:bg-line-2 tap:size-11"
        >
          <Mark status={task.status} />
        </button>
      )}
    />
  );
}
