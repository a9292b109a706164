import { ListTodo, Plus } from 'lucide-react';
import { useId } from 'react';
import { useBoard, useDialogActions, useMe } from '../../sync/store.ts';
import { writingState } from '../rooms/writing-state.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { TaskRow } from './task-row.tsx';
import { STATUSES } from './task-status.ts';
import { isOpen } from './task-words.ts';
import { strings } from '../../strings/all-strings.ts';

/** Of those that are done or dropped only the newest are listed. */
const CLOSED_MAX = 30;

/** Every task of a room, by how far it is. */
export function TaskBoard({ room }: { room: RoomFacts }) {
  const { tasks } = useBoard(room.id);
  const { openDialog } = useDialogActions();
  const canWrite = writingState(room, useMe()).canWrite;
  const make = (): void => openDialog({ kind: 'new-task', room_id: room.id });
  if (tasks.length === 0) {
    return (
      <EmptyState icon={ListTodo} title={strings.tasks.noTasks} text={strings.tasks.noTasksText}>
        {canWrite && (
          <Button look="primary" icon={Plus} onClick={make}>
            {strings.coordination.newTask}
          </Button>
        )}
      </EmptyState>
    );
  }
  return (
    <div className="flex flex-col gap-1 pt-4">
      {canWrite && (
        <Button icon={Plus} onClick={make} className="self-start">
          {strings.coordination.newTask}
        </Button>
      )}
      {STATUSES.map((status) => {
        const here = tasks.filter((task) => task.status === status);
        const shown = isOpen({ status }) ? here : here.slice(-CLOSED_MAX).reverse();
        return shown.length === 0 ? null : (
          <Group key={status} title={strings.tasks.statusAndCount(strings.tasks.status[status], here.length)} tasks={shown} />
        );
      })}
    </div>
  );
}

function Group({ title, tasks }: { title: string; tasks: ReturnType<typeof useBoard>['tasks'] }) {
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-3">
      <h3 id={id} className="text-meta font-semibold text-ink-3">
        {title}
      </h3>
      <ul className="-mx-1.5 flex flex-col">
        {tasks.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}
