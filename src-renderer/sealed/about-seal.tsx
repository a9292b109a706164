import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { Room } from '../../src-shared/objects.ts';
import { useApp } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { useIsFleeting, useSecret } from './use-sealed.ts';

/** What the details of a sealed room say about it, and what can be done with its key. */
export function AboutSeal({ room }: { room: Room }) {
  const { keys } = useApp();
  const secret = useSecret(room.id);
  const isFleeting = useIsFleeting(room.id);
  const [isForgetting, setIsForgetting] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-meta font-semibold text-ink-3">Sealed</p>
      <p className="text-list text-ink">
        Only those with its key can read it; this home cannot. Names, votes, tasks and who wrote when are not sealed.
      </p>
      {secret === undefined ? (
        <p className="text-list text-ink-2">This device does not have the key.</p>
      ) : (
        <>
          {isFleeting && (
            <p className="text-list text-ink-2">
              This device has no safe place for the key: it has to be entered again once Lanai, or this page, is closed.
            </p>
          )}
          <div className="flex flex-wrap gap-2">
            <CopyButton text={secret} label="Copy key" />
            <Button onClick={() => setIsForgetting(true)}>Forget key on this device</Button>
          </div>
        </>
      )}
      {isForgetting && (
        <ConfirmDialog
          title="Forget the key on this device?"
          icon={KeyRound}
          text="Its messages cannot be read here until the key is entered again. Make sure that you have it elsewhere: nobody can bring a lost key back."
          action="Forget key"
          onConfirm={() => keys.forget(room.id)}
          onClose={() => setIsForgetting(false)}
        />
      )}
    </div>
  );
}
