import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import type { RoomFacts } from '../state/room-facts.ts';
import { useApp } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { words } from '../words/words.ts';
import { useIsFleeting, useSecret } from './use-sealed.ts';

/** What the details of a sealed room say about it, and what can be done with its key. */
export function AboutSeal({ room }: { room: RoomFacts }) {
  const { keys } = useApp();
  const secret = useSecret(room.id);
  const isFleeting = useIsFleeting(room.id);
  const [isForgetting, setIsForgetting] = useState(false);
  return (
    <div className="flex flex-col gap-2">
      <p className="text-meta font-semibold text-ink-3">{words.sealed.sealed}</p>
      <p className="text-list text-ink">{words.sealed.aboutSealed}</p>
      {secret === undefined ? (
        <p className="text-list text-ink-2">{words.sealed.noKeyHere}</p>
      ) : (
        <>
          {isFleeting && <p className="text-list text-ink-2">{words.sealed.noSafePlace}</p>}
          <div className="flex flex-wrap gap-2">
            <CopyButton text={secret} label={words.sealed.copyKey} />
            <Button onClick={() => setIsForgetting(true)}>{words.sealed.forgetHere}</Button>
          </div>
        </>
      )}
      {isForgetting && (
        <ConfirmDialog
          title={words.sealed.forgetTitle}
          icon={KeyRound}
          text={words.sealed.forgetText}
          action={words.sealed.forget}
          onConfirm={() => keys.forget(room.id)}
          onClose={() => setIsForgetting(false)}
        />
      )}
    </div>
  );
}
