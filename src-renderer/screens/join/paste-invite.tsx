import { useState, type FormEvent } from 'react';
import { readShortCode } from '../../../src-shared/short-code.ts';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { inviteAddress } from '../../../src-shared/invite-link.ts';

interface PasteInviteProps {
  /** Goes to the address of an invite, which may be another home's. */
  onOpen: (address: string) => void;
  /** Signs in with the code that another device shows. Missing: a code is not taken here. */
  onCode?: (code: string) => Promise<void>;
  /** The page has a better way. */
  isSecond?: boolean;
}

export function PasteInvite({ onOpen, onCode, isSecond = false }: PasteInviteProps) {
  const [text, setText] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const task = useAsyncAction();
  const address = inviteAddress(text);
  const code = onCode ? readShortCode(text) : null;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (address) onOpen(address);
    else if (code !== null && onCode) task.run(() => onCode(code));
  };
  const refused = onCode ? strings.join.notALinkOrCode : strings.join.notALink;
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={onCode ? strings.join.inviteLinkOrCode : strings.join.inviteLink}
        error={task.error ?? (wasTried && !address && code === null ? refused : null)}
      >
        {(control) => (
          <TextInput
            {...control}
            look="large"
            inputMode={onCode ? 'text' : 'url'}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            placeholder="http://…/join#…"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
              task.clear();
            }}
          />
        )}
      </Field>
      <Button look={isSecond ? 'plain' : 'primary'} size="large" type="submit" isBusy={task.isBusy} className="w-full">
        {code === null ? strings.join.openInvite : strings.join.signIn}
      </Button>
    </form>
  );
}
