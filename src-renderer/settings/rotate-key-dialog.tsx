import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { HOME_KEY_ID } from '../../src-shared/ids.ts';
import type { Key } from '../../src-shared/keys.ts';
import { ShownKey } from '../agents/own-key.tsx';
import { useCommand } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { ChoiceCards } from '../ui/choice.tsx';
import { Dialog, DialogBody, DialogFooter } from '../ui/dialog.tsx';
import { FieldError } from '../ui/field.tsx';
import { useTask } from '../ui/use-task.ts';
import { words } from '../words/words.ts';

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
  const task = useTask();
  const [grace, setGrace] = useState<Grace>('day');
  const [secret, setSecret] = useState<string | null>(null);
  const rotate = (): void =>
    task.run(async () => {
      const rotated = await command('rotate_key', { key_id: key.id, grace_ms: GRACES[grace] });
      setSecret(rotated.secret);
      await onChanged();
    });
  return (
    <Dialog title={words.keys.rotateTitle(key.label)} icon={RefreshCw} width="medium" onClose={onClose}>
      <DialogBody className="flex flex-col gap-4">
        {secret === null ? (
          <>
            <p className="text-body text-ink-2">
              {words.keys.rotateText}
              {key.id === HOME_KEY_ID && ` ${words.keys.rotateFile}`}
            </p>
            <ChoiceCards
              label={words.keys.grace}
              columns={3}
              selected={grace}
              onSelect={setGrace}
              choices={[
                { value: 'now', label: words.keys.graces.now, text: words.keys.graceTexts.now },
                { value: 'day', label: words.keys.graces.day, text: words.keys.graceTexts.day },
                { value: 'week', label: words.keys.graces.week, text: words.keys.graceTexts.week },
              ]}
            />
          </>
        ) : (
          <ShownKey secret={secret} hint={words.keys.putIt} />
        )}
        <FieldError text={task.error} />
      </DialogBody>
      <DialogFooter>
        {secret === null ? (
          <>
            <Button onClick={onClose}>{words.ui.cancel}</Button>
            <Button look="primary" isBusy={task.isBusy} onClick={rotate}>
              {words.keys.makeSecret}
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={onClose}>
            {words.keys.done}
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
