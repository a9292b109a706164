import { useState, type FormEvent } from 'react';
import { Button } from '../../ui/button.tsx';
import { Field, TextInput } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { inviteAddress } from './invite-link.ts';

interface PasteInviteProps {
  /** Goes to the address of an invite, which may be another home's. */
  onOpen: (address: string) => void;
}

export function PasteInvite({ onOpen }: PasteInviteProps) {
  const [link, setLink] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const address = inviteAddress(link);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (address) onOpen(address);
  };
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4">
      <Field label={strings.join.inviteLink} error={wasTried && !address ? strings.join.notALink : null}>
        {(control) => (
          <TextInput
            {...control}
            look="large"
            inputMode="url"
            autoComplete="off"
            spellCheck={false}
            placeholder="http://…/join#…"
            value={link}
            onChange={(event) => setLink(event.target.value)}
          />
        )}
      </Field>
      <Button look="primary" size="large" type="submit" className="w-full">
        {strings.join.openInvite}
      </Button>
    </form>
  );
}
