import { CirclePause } from 'lucide-react';
import { AGENT_RUN_DEFAULT } from '../../../src-shared/agent-runs.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

/** Above the composer while agents may not write in the room. */
export function PausedBar({ room }: { room: RoomFacts }) {
  const command = useCommand();
  const task = useAsyncAction();
  const letContinue = (): void => task.run(async () => void (await command('continue_agents', { room_id: room.id })));
  return (
    <div
      role="status"
      className="mx-5 mb-2 flex min-h-11 items-center gap-3 rounded-card border border-line bg-amber-soft px-3.5 py-1.5 text-list text-ink max-sm:mx-2.5"
    >
      <CirclePause size={15} aria-hidden className="shrink-0 text-amber-ink" />
      <div className="min-w-0 flex-1">
        <p>{strings.rooms.agentsPaused(room.agent_run_max ?? AGENT_RUN_DEFAULT)}</p>
        <FieldError text={task.error} />
      </div>
      <Button size="small" isBusy={task.isBusy} onClick={letContinue}>
        {strings.rooms.letContinue}
      </Button>
    </div>
  );
}
