import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useApp } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { useIsFleeting, useSecret } from '../../sync/sealed/use-sealed.ts';

/** The seal in the details of a room, and the actions for its key. */
export function AboutSeal({ room }: { room: RoomFacts }) {
  const { keys } = useApp();
  const secret = useSecret(room.id);
  const isFleeting = useIsFleeting(room.id);
  const [isForgetting, setIsForgetting] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-meta font-semibold text-ink-3">{strings.sealing.sealed}</p>
      <p className="text-list text-ink">{strings.sealing.aboutSealed}</p>
      {secret === undefined ? (
        <p className="text-list text-ink-2">{strings.sealing.noKeyHere}</p>
      ) : (
        <>
          {isFleeting && <p className="text-list text-ink-2">{strings.sealing.noSafePlace}</p>}
          <div className="flex flex-wrap gap-2">
            <CopyButton text={secret} label={strings.sealing.copyKey} />
            <Button onClick={() => setIsForgetting(true)}>{strings.sealing.forgetHere}</Button>
          </div>
        </>
      )}
      {isForgetting && (
        <ConfirmDialog
          title={strings.sealing.forgetTitle}
          icon={KeyRound}
          text={strings.sealing.forgetText}
          action={strings.sealing.forget}
          onConfirm={() => keys.forget(room.id)}
          onClose={() => setIsForgetting(false)}
        />
      )}
    </div>
  );
}
