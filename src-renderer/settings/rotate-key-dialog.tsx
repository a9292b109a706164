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
    <Dialog title={`Rotate the key “${key.label}”`} icon={RefreshCw} width="medium" onClose={onClose}>
      <DialogBody className="flex flex-col gap-4">
        {secret === null ? (
          <>
            <p className="text-body text-ink-2">
              The key gets a new secret and keeps everything else: its rooms, its agents and what it may do.
              {key.id === HOME_KEY_ID && ' The file on this computer that agents read it from is written anew.'}
            </p>
            <ChoiceCards
              label="The old secret works"
              columns={3}
              selected={grace}
              onSelect={setGrace}
              choices={[
                { value: 'now', label: 'No longer', text: 'Whoever uses it is cut off at once' },
                { value: 'day', label: 'One more day', text: 'Time to put the new one in place' },
                { value: 'week', label: 'One more week', text: 'For agents you seldom get to' },
              ]}
            />
          </>
        ) : (
          <ShownKey secret={secret} hint="Put it where the old one was." />
        )}
        <FieldError text={task.error} />
      </DialogBody>
      <DialogFooter>
        {secret === null ? (
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button look="primary" isBusy={task.isBusy} onClick={rotate}>
              Make a new secret
            </Button>
          </>
        ) : (
          <Button look="primary" onClick={onClose}>
            Done
          </Button>
        )}
      </DialogFooter>
    </Dialog>
  );
}
