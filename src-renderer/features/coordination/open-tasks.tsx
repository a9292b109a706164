import { useId } from 'react';
import { useBoard } from '../../sync/store.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { Button } from '../../ui/button.tsx';
import { TaskRow } from './task-row.tsx';
import { isOpen } from './task-words.ts';
import { strings } from '../../strings/all-strings.ts';

const OPEN_SHOWN = 5;

/** Below the members: what they have to do. */
export function OpenTasks({ room, onShowAll }: { room: RoomFacts; onShowAll: () => void }) {
  const open = useBoard(room.id).tasks.filter(isOpen);
  const id = useId();
  return (
    <section aria-labelledby={id} className="mt-4">
      <div className="flex h-7 items-center justify-between">
        <h3 id={id} className="text-meta font-semibold text-ink-3">
          {strings.tasks.openTasks(open.length)}
        </h3>
        <Button look="quiet" onClick={onShowAll} className="-me-2 h-7 px-2">
          {strings.tasks.allTasks}
        </Button>
      </div>
      <ul className="-mx-1.5 flex flex-col">
        {open.slice(0, OPEN_SHOWN).map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </ul>
    </section>
  );
}
