import { Forward } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useStore } from 'zustand';
import type { Message } from '../../../src-shared/objects.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { useApp, useHomeState, useMe, useParticipants } from '../../sync/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field, FieldError, TextArea } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { NotAllowed } from '../rooms/not-allowed.tsx';
import { quotedWords, useQuoted } from '../timeline/quote.tsx';
import { TargetPicker } from './target-picker.tsx';
import { targetsOf, type Target } from './targets.ts';
import { useForward } from './use-forward.ts';

interface ForwardDialogProps {
  roomId: string;
  messageId: string;
  onClose: () => void;
}

export function ForwardDialog({ roomId, messageId, onClose }: ForwardDialogProps) {
  const message = useQuoted(roomId, messageId);
  const canForward = message !== null && message.deleted_at === null && message.shut === null;
  return (
    <Dialog title={strings.forward.title} subtitle={canForward ? quotedWords(message) : undefined} icon={Forward} onClose={onClose}>
      {canForward ? <ForwardForm message={message} onClose={onClose} /> : <NotAllowed text={strings.forward.gone} />}
    </Dialog>
  );
}

function ForwardForm({ message, onClose }: { message: Readable<Message>; onClose: () => void }) {
  const targets = useTargets();
  const { keys } = useApp();
  const toast = useToast();
  const task = useAsyncAction();
  const forward = useForward(message);
  const [chosen, setChosen] = useState<Target | null>(null);
  const [comment, setComment] = useState('');
  const [isReadable, setIsReadable] = useState(false);
  const [wasTried, setWasTried] = useState(false);
  const isFromSealed = keys.isSealed(message.room_id);
  const isToSealed = chosen?.kind === 'room' && keys.isSealed(chosen.id);
  const isUnsealing = isFromSealed && chosen !== null && !isToSealed;
  const submit = (): void => {
    setWasTried(true);
    if (chosen === null || (isUnsealing && !isReadable)) return;
    task.run(async () => {
      await forward(chosen, comment.trim());
      onClose();
      toast({ text: strings.forward.done(chosen.name) });
    });
  };
  return (
    <DialogForm task={task} action={strings.forward.action} canSubmit={!isUnsealing || isReadable} onSubmit={submit} onClose={onClose}>
      <div>
        <TargetPicker targets={targets} chosen={chosen} onChoose={setChosen} />
        <FieldError text={wasTried && chosen === null ? strings.forward.missingTarget : null} />
      </div>
      <Field label={strings.forward.comment} hint={strings.forward.commentHint}>
        {(control) => <TextArea {...control} rows={2} value={comment} onChange={(event) => setComment(event.target.value)} />}
      </Field>
      {(isFromSealed || isToSealed) && message.attachments.length > 0 && <p className="text-list text-ink-2">{strings.forward.noFiles}</p>}
      {isUnsealing && (
        <div className="rounded-control border border-amber bg-amber-soft px-3.5 py-2.5">
          <p className="text-list text-ink">{strings.forward.unsealed(chosen.name)}</p>
          <Checkbox isChecked={isReadable} onChange={setIsReadable}>
            {strings.forward.sendReadable}
          </Checkbox>
        </div>
      )}
    </DialogForm>
  );
}

function useTargets(): readonly Target[] {
  const { keys } = useApp();
  const me = useMe();
  const participants = useParticipants();
  const rooms = useHomeState(({ snapshot }) => snapshot?.rooms ?? NO_ROOMS);
  const secrets = useStore(keys.store, (state) => state.secrets);
  return useMemo(
    () => targetsOf({ rooms, participants, me, hasKey: (id) => secrets[id] !== undefined }),
    [rooms, participants, me, secrets],
  );
}

const NO_ROOMS = {};
