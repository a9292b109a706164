import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { HOME_KEY_ID } from '../../../src-shared/ids.ts';
import type { Key } from '../../../src-shared/keys.ts';
import { ShownKey } from './own-key.tsx';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceCards } from '../../ui/choice.tsx';
import { Dialog, DialogBody, DialogFooter } from '../../ui/dialog.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

interface RotateKeyDialogProps {
  of: Key;
  onChanged: () => Promise<void>;
  onClose: () => void;
}

const HOUR_MS = 60 * 60 * 1000;
const GRACES = { now: 0, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const;
type Grace = keyof typeof GRACES;

export function RotateKeyDialog({ of: key, onChanged, onClose }: RotateKeyDialogProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const [grace, setGrace] = useState<Grace>('day');
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = (): void =>
    task.run(async () => {
      const rotated = await command('rotate_key', { key_id: key.id, grace_ms: GRACES[grace] });
      setSecret(rotated.secret);
      await onChanged();
    });
  return (
    <Dialog title={strings.keys.rotateTitle(key.label)} icon={RefreshCw} width="medium" onClose={onClose}>
      <DialogBody className="flex flex-col gap-4">
        {secret === null ? (
          <>
            <p className="text-body text-ink-2">
              {strings.keys.rotateText}
              {key.id === HOME_KEY_ID && ` ${strings.keys.rotateFile}`}
            </p>
            <ChoiceCards
              label={strings.keys.grace}
              columns={3}
              selected={grace}
              onSelect={setGrace}
              choices={[
                { value: 'now', label: strings.keys.graces.now, text: strings.keys.graceTexts.now },
                { value: 'day', label: strings.keys.graces.day, text: strings.keys.graceTexts.day },
                { value: 'week', label: strings.keys.graces.week, text: strings.keys.graceTexts.week },
              ]}
            />
          </>
        ) : (
          <ShownKey secret={secret} hint={strings.keys.putIt} />
        )}
        <FieldError text={task.error} />
      </DialogBody>
      <DialogFooter>
        {secret === null ? (
          <>
            <Button onClick={onClose}>{strings.ui.cancel}</Button>
            <Button look="primary" isBusy={task.isBusy} onClick={rotate}>
              {strings.keys.makeSecret}
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={onClose}>
            {strings.keys.done}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
