import { ImagePlus, Trash2 } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Person } from '../../../src-shared/objects.ts';
import { useApp, useCommand } from '../../sync/store.ts';
import { Avatar } from './avatar.tsx';
import { hueOf } from '../../../src-shared/hue.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { ColorChoice } from './color-choice.tsx';
import { putPicture } from './put-picture.ts';
import { shrinkPicture } from './shrink-picture.ts';

/** The user's own look: a picture, or a letter on a colour. Every change applies at once. */
export function PictureForm({ me }: { me: Person }) {
  const command = useCommand();
  const { fetch } = useApp();
  const task = useAsyncAction();
  const input = useRef<HTMLInputElement>(null);
  const [unfit, setUnfit] = useState<string | null>(null);
  const choose = (file: File | undefined): void => {
    if (!file) return;
    setUnfit(null);
    task.run(async () => {
      const shrunk = await shrinkPicture(file);
      if (shrunk.ok) await putPicture(fetch, shrunk.picture);
      else setUnfit(shrunk.why === 'too-large' ? strings.profile.pictureTooLarge : strings.profile.notAPicture);
    });
  };
  const remove = (): void =>
    task.run(async () => {
      setUnfit(null);
      await command('update_profile', { picture: null });
    });
  return (
    <section aria-label={strings.profile.picture} className="flex max-w-105 flex-col gap-4">
      <div className="flex items-center gap-4">
        <Avatar of={me} size={72} />
        <div className="flex min-w-0 flex-col gap-1.5">
          <div className="flex flex-wrap gap-2">
            <Button icon={ImagePlus} isBusy={task.isBusy} onClick={() => input.current?.click()}>
              {me.picture ? strings.profile.changePicture : strings.profile.choosePicture}
            </Button>
            {me.picture && (
              <Button icon={Trash2} look="danger" onClick={remove}>
                {strings.profile.removePicture}
              </Button>
            )}
          </div>
          <p className="text-meta text-ink-3">{strings.profile.pictureHint}</p>
        </div>
        <input
          ref={input}
          type="file"
          accept="image/png,image/jpeg,image/webp,image/gif,image/avif"
          aria-label={strings.profile.picture}
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
      <ColorChoice selected={me.color ?? hueOf(me.id)} onSelect={(color) => command('update_profile', { color })} />
    </section>
  );
}
