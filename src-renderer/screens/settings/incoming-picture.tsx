import { ImagePlus, Trash2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { IncomingWebhook } from '../../../src-shared/incoming-webhooks.ts';
import { Avatar } from '../../features/people/avatar.tsx';
import { shrinkPicture } from '../../features/people/shrink-picture.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

/** Null: it is removed. Undefined: it stays. */
export type ChosenPicture = Blob | null | undefined;

interface IncomingPictureProps {
  of: IncomingWebhook | null;
  chosen: ChosenPicture;
  onChoose: (picture: ChosenPicture) => void;
}

export function IncomingPicture({ of, chosen, onChoose }: IncomingPictureProps) {
  const task = useAsyncAction();
  const input = useRef<HTMLInputElement>(null);
  const [unfit, setUnfit] = useState<string | null>(null);
  const [preview, setPreview] = useState<string | null>(null);
  useEffect(() => {
    if (!chosen) return setPreview(null);
    const address = URL.createObjectURL(chosen);
    setPreview(address);
    return () => URL.revokeObjectURL(address);
  }, [chosen]);
  const choose = (file: File | undefined): void => {
    if (!file) return;
    setUnfit(null);
    task.run(async () => {
      const shrunk = await shrinkPicture(file);
      if (shrunk.ok) onChoose(shrunk.picture);
      else setUnfit(shrunk.why === 'too-large' ? strings.profile.pictureTooLarge : strings.profile.notAPicture);
    });
  };
  const kept = chosen === undefined ? (of?.picture ?? null) : null;
  return (
    <div role="group" aria-label={strings.incoming.picture} className="flex flex-col gap-1.5">
      <div className="flex items-center gap-3">
        {preview === null ? (
          <Avatar of={{ id: of?.id ?? 'new', name: of?.name ?? '?', kind: 'agent', picture: kept }} size={48} />
        ) : (
          <img src={preview} alt="" className="size-12 rounded-card object-cover" />
        )}
        <div className="flex flex-wrap gap-2">
          <Button icon={ImagePlus} isBusy={task.isBusy} onClick={() => input.current?.click()}>
            {strings.incoming.choosePicture}
          </Button>
          {(kept !== null || chosen) && (
            <Button icon={Trash2} look="danger" onClick={() => onChoose(of?.picture ? null : undefined)}>
              {strings.incoming.removePicture}
            </Button>
          )}
        </div>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
          aria-label={strings.incoming.picture}
          tabIndex={-1}
          className="hidden"
          onChange={(event) => {
            choose(event.target.files?.[0]);
            // So that the same file can be chosen again.
            event.target.value = '';
          }}
        />
      </div>
      <FieldError text={unfit ?? task.error} />
    </div>
  );
}
