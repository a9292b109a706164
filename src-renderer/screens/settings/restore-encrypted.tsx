import { RotateCcw } from 'lucide-react';
import { useState } from 'react';
import { DialogForm } from '../../ui/dialog-form.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { PassphraseField } from './passphrase-field.tsx';

interface RestoreEncryptedProps {
  text: string;
  restore: (passphrase: string) => Promise<void>;
  onClose: () => void;
}

/** For a backup whose key the server does not have. */
export function RestoreEncrypted({ text, restore, onClose }: RestoreEncryptedProps) {
  const task = useAsyncAction();
  const [passphrase, setPassphrase] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const said = strings.encryption;
  const submit = (): void => {
    setWasTried(true);
    if (passphrase === '') return;
    task.run(async () => {
      await restore(passphrase);
      onClose();
    });
  };
  return (
    <Dialog title={strings.keeping.restoreTitle} icon={RotateCcw} onClose={onClose}>
      <DialogForm task={task} action={strings.keeping.restoreAction} onSubmit={submit} onClose={onClose}>
        <p className="text-body text-ink-2">{text}</p>
        <PassphraseField
          label={said.itsPassphrase}
          error={wasTried && passphrase === '' ? said.missing : null}
          value={passphrase}
          hasFocus
          onChange={setPassphrase}
        />
      </DialogForm>
    </Dialog>
  );
}
