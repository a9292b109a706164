import { Bot, UserRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { AppError } from '../../../src-shared/errors.ts';
import { NAME_CHARS_MAX } from '../../../src-shared/limits.ts';
import type { JoinPreview } from '../../../src-shared/endpoints/invites.ts';
import type { InvitePreview } from '../../../src-shared/objects.ts';
import type { PageSession } from '../../../src-shared/page-proof.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { CenteredPage, CenteredPageNote } from '../../ui/centered-page.tsx';
import { strings } from '../../strings/all-strings.ts';
import type { AskHome } from '../../sync/home-api.ts';
import { invitedRooms, whoIsThere } from './preview-words.ts';
import { whyVoid, type WhyVoid } from './why-void.ts';

interface JoinFormProps {
  code: string;
  preview: JoinPreview;
  ask: AskHome;
  onEnter: (session: PageSession) => void;
  /** Another guest used it up while this page was open. */
  onVoid: (why: WhyVoid) => void;
}

export function JoinForm({ code, preview, ask, onEnter, onVoid }: JoinFormProps) {
  const [name, setName] = useState(preview.name);
  const [wasTried, setWasTried] = useState(false);
  const task = useAsyncAction();
  const isMissing = name.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (isMissing) return;
    task.run(async () => {
      try {
        onEnter((await ask('redeem_invite', { code, name })).session);
      } catch (error) {
        const why = error instanceof AppError && error.code !== 'invalid_payload' ? whyVoid(error) : null;
        if (!why) throw error;
        onVoid(why);
      }
    });
  };
  return (
    <CenteredPage title={strings.join.invitesYouIn(preview.invited_by)} lead={<Where preview={preview} />}>
      <Company preview={preview} />
      <form noValidate onSubmit={submit} className="mt-6 flex flex-col gap-4">
        <Field label={strings.join.yourName} error={wasTried && isMissing ? strings.join.nameMissing : null}>
          {(control) => (
            <TextInput
              {...control}
              look="large"
              autoFocus
              autoComplete="name"
              maxLength={NAME_CHARS_MAX}
              value={name}
              onChange={(event) => setName(event.target.value)}
            />
          )}
        </Field>
        <FieldError text={task.error} />
        <Button look="primary" size="large" type="submit" isBusy={task.isBusy} className="w-full">
          {strings.join.join}
        </Button>
      </form>
      <CenteredPageNote>
        {preview.single_use ? strings.join.worksOnce : strings.join.noAccount}
        {preview.account !== null && <> {strings.join.accountJoins(preview.account)}</>}
      </CenteredPageNote>
    </CenteredPage>
  );
}

function Where({ preview }: { preview: InvitePreview }) {
  const rooms = invitedRooms(preview);
  if (!rooms) return <p>{strings.join.toHome(preview.home_name)}</p>;
  return <p>{strings.join.toRooms(<strong className="font-semibold text-ink">{rooms}</strong>, preview.home_name)}</p>;
}

/** The present participants as numbers only: names are for members. */
function Company({ preview }: { preview: InvitePreview }) {
  return (
    <div className="-mt-1 flex flex-col items-center gap-1.5">
      <span aria-hidden className="flex items-center -space-x-1.5">
        {preview.people > 0 && (
          <span className="flex size-9 items-center justify-center rounded-full bg-avatar-1 text-white ring-3 ring-bg">
            <UserRound size={17} />
          </span>
        )}
        {preview.people > 1 && (
          <span className="flex size-9 items-center justify-center rounded-full bg-avatar-2 text-white ring-3 ring-bg">
            <UserRound size={17} />
          </span>
        )}
        {preview.agents > 0 && (
          <span className="flex size-9 items-center justify-center rounded-[10px] bg-avatar-4 text-white ring-3 ring-bg">
            <Bot size={17} />
          </span>
        )}
      </span>
      <p className="text-meta text-ink-3">{whoIsThere(preview)}</p>
    </div>
  );
}
