import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import { useState } from 'react';
import { PASSPHRASE_CHARS_MIN, type BackupEncryption as State, type Backups } from '../../../src-shared/maintenance.ts';
import type { RunCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { PassphraseField } from './passphrase-field.tsx';

type Change = (passphrase: string | null) => Promise<void>;

interface BackupEncryptionProps {
  state: State;
  isBusy: boolean;
  ask: (work: (command: RunCommand) => Promise<Backups>) => Promise<void>;
}

/** Whether the backups that are made from now on need a passphrase. */
export function BackupEncryption({ state, isBusy, ask }: BackupEncryptionProps) {
  const [asking, setAsking] = useState<'passphrase' | 'off' | null>(null);
  const said = strings.encryption;
  const change: Change = (passphrase) => ask((command) => command('encrypt_backups', { passphrase }));
  const close = (): void => setAsking(null);
  return (
    <div className="mb-4">
      <p className="text-list font-semibold text-ink-2">{said.title}</p>
      {state === 'locked' ? (
        <FieldError text={strings.encryption.states.locked} />
      ) : (
        <p className="max-w-160 text-list">{strings.encryption.states[state]}</p>
      )}
      <div className="mt-2 flex flex-wrap gap-2">
        <Button icon={LockKeyhole} disabled={isBusy} onClick={() => setAsking('passphrase')}>
          {strings.encryption.actions[state]}
        </Button>
        {state !== 'off' && (
          <Button icon={LockKeyholeOpen} disabled={isBusy} onClick={() => setAsking('off')}>
            {said.turnOff}
          </Button>
        )}
      </div>
      {asking === 'passphrase' && <PassphraseDialog change={change} onClose={close} />}
      {asking === 'off' && (
        <ConfirmDialog
          icon={LockKeyholeOpen}
          title={said.turnOffTitle}
          text={said.turnOffText}
          action={said.turnOff}
          onClose={close}
          onConfirm={() => change(null)}
        />
      )}
    </div>
  );
}

function PassphraseDialog({ change, onClose }: { change: Change; onClose: () => void }) {
  const task = useAsyncAction();
  const [first, setFirst] = useState('');
  const [second, setSecond] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const said = strings.encryption;
  const isShort = first.length < PASSPHRASE_CHARS_MIN;
  const isOther = first !== second;
  const submit = (): void => {
    setWasTried(true);
    if (isShort || isOther) return;
    task.run(async () => {
      await change(first);
      onClose();
    });
  };
  return (
    <Dialog title={said.dialog} icon={LockKeyhole} onClose={onClose}>
      <DialogForm task={task} action={said.encrypt} onSubmit={submit} onClose={onClose}>
        <p className="text-body text-ink-2">{said.dialogText}</p>
        <PassphraseField
          label={said.passphrase}
          hint={said.length(PASSPHRASE_CHARS_MIN)}
          error={wasTried && isShort ? said.tooShort(PASSPHRASE_CHARS_MIN) : null}
          value={first}
          hasFocus
          onChange={setFirst}
        />
        <PassphraseField
          label={said.again}
          error={wasTried && !isShort && isOther ? said.different : null}
          value={second}
          onChange={setSecond}
        />
      </DialogForm>
    </Dialog>
  );
}
