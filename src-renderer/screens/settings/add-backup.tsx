import { FilePlus2 } from 'lucide-react';
import { useRef } from 'react';
import type { Backups } from '../../../src-shared/maintenance.ts';
import { useApp } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { sendBackup } from './send-backup.ts';

interface AddBackupProps {
  isBusy: boolean;
  ask: (work: () => Promise<Backups>) => Promise<void>;
}

/** A backup that lies elsewhere: it is brought among those of the home, checked, and can be restored then like any other. */
export function AddBackup({ isBusy, ask }: AddBackupProps) {
  const chooser = useRef<HTMLInputElement>(null);
  const { fetch } = useApp();
  const task = useAsyncAction();
  const send = (file: File | undefined): void => {
    if (file) task.run(() => ask(() => sendBackup(fetch, file)));
  };
  return (
    <div className="mt-4">
      <Button icon={FilePlus2} isBusy={task.isBusy} disabled={isBusy} onClick={() => chooser.current?.click()}>
        {strings.keeping.addBackup}
      </Button>
      <p className="mt-2 max-w-160 text-meta text-ink-2">{strings.keeping.addBackupText}</p>
      <FieldError text={task.error} />
      <input
        ref={chooser}
        type="file"
        accept=".tar,.encrypted"
        hidden
        aria-label={strings.keeping.toAdd}
        onChange={(event) => {
          send(event.target.files?.[0]);
          // The same file may be chosen again.
          event.target.value = '';
        }}
      />
    </div>
  );
}
