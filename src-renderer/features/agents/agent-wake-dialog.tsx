import { Bot } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import { Wake, WAKE_DEFAULT, type HostedAgentSettings } from '../../../src-shared/hosted-agents.ts';
import { useCommand, useParticipant, useRoomFacts } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceCards } from '../../ui/choice.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx';
import { FieldError } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { LoadFailed } from './load-failed.tsx';

interface AgentWakeDialogProps {
  roomId: string;
  participantId: string;
  onClose: () => void;
}

type Loading = { state: 'loading' } | { state: 'ready'; settings: HostedAgentSettings } | { state: 'failed'; text: string };

/** Which messages an agent answers in one room. */
export function AgentWakeDialog({ roomId, participantId, onClose }: AgentWakeDialogProps) {
  const command = useCommand();
  const agent = useParticipant(participantId);
  const room = useRoomFacts(roomId);
  const [loading, setLoading] = useState<Loading>({ state: 'loading' });
  const load = useCallback(
    () =>
      command('get_agent_settings', { participant_id: participantId }).then(
        ({ settings }) => setLoading({ state: 'ready', settings }),
        (error: unknown) => setLoading({ state: 'failed', text: explain(error) }),
      ),
    [command, participantId],
  );
  useEffect(() => void load(), [load]);
  if (!agent || !room) return null;
  return (
    <Dialog title={strings.hosted.wakeTitle(agent.name, room.name)} icon={Bot} onClose={onClose}>
      {loading.state === 'ready' ? (
        <Choice
          wake={loading.settings.wakes[roomId] ?? WAKE_DEFAULT}
          onClose={onClose}
          onSave={async (wake) => void (await command('set_agent_wake', { participant_id: participantId, room_id: roomId, wake }))}
        />
      ) : (
        <DialogBody>
          {loading.state === 'loading' && <SkeletonRows rows={4} label={strings.hosted.settingsLoading} />}
          {loading.state === 'failed' && <LoadFailed text={loading.text} onRetry={() => void load()} />}
        </DialogBody>
      )}
    </Dialog>
  );
}

function Choice({ wake, onSave, onClose }: { wake: Wake; onSave: (wake: Wake) => Promise<void>; onClose: () => void }) {
  const task = useAsyncAction();
  const [chosen, setChosen] = useState(wake);
  const save = (): void =>
    task.run(async () => {
      if (chosen !== wake) await onSave(chosen);
      onClose();
    });
  return (
    <>
      <DialogBody className="flex flex-col gap-3">
        <ChoiceCards
          label={strings.hosted.wakes}
          selected={chosen}
          onSelect={setChosen}
          choices={Wake.options.map((value) => ({ value, label: strings.hosted.wake[value], text: strings.hosted.wakeText[value] }))}
        />
        <FieldError text={task.error} />
      </DialogBody>
      <DialogFooter>
        <Button onClick={onClose}>{strings.ui.cancel}</Button>
        <Button look="primary" isBusy={task.isBusy} onClick={save}>
          {strings.ui.save}
        </Button>
      </DialogFooter>
    </>
  );
}
