import { useState, type FormEvent } from 'react';
import type { EntranceWay, OutsideKind } from '../../../../src-shared/entrances.ts';
import { Button } from '../../../ui/button.tsx';
import { ChoiceCards } from '../../../ui/choice.tsx';
import { Field, TextInput } from '../../../ui/field.tsx';
import { strings } from '../../../strings/all-strings.ts';
import { ProxyFields, type TextField } from './proxy-fields.tsx';
import { firstFields, wayOf, type WayFields } from './way-fields.ts';

type FormKind = Exclude<OutsideKind, 'cloudflare'>;

interface WayFormProps {
  kind: FormKind;
  /** As it was set up before. */
  way: EntranceWay | undefined;
  mayNamePeople: boolean;
  isBusy: boolean;
  onSave: (way: EntranceWay) => void;
  onCancel: () => void;
}

/** The fields of one kind of entrance. Its mistakes are shown at their fields before anything is sent. */
export function WayForm({ kind, way, mayNamePeople, isBusy, onSave, onCancel }: WayFormProps) {
  const words = strings.entrances.form;
  const [fields, setFields] = useState<WayFields>(() => firstFields(way));
  const [wasSent, setWasSent] = useState(false);
  const made = wayOf(kind, fields);
  const errors = wasSent && 'errors' in made ? made.errors : {};
  const set = (change: Partial<WayFields>): void => setFields((now) => ({ ...now, ...change }));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasSent(true);
    if ('way' in made) onSave(made.way);
  };
  const text: TextField = (name, label, hint) => (
    <Field label={label} {...(hint !== undefined && { hint })} error={errors[name] ?? null}>
      {(control) => (
        <TextInput
          {...control}
          value={fields[name]}
          inputMode={name === 'port' ? 'numeric' : 'text'}
          autoCapitalize="off"
          autoComplete="off"
          spellCheck={false}
          onChange={(event) => set({ [name]: event.target.value })}
        />
      )}
    </Field>
  );
  return (
    <form noValidate onSubmit={submit} className="flex flex-col gap-4 ps-7">
      {kind === 'tailscale' && (
        <ChoiceCards
          label={words.reach}
          selected={fields.reach}
          onSelect={(reach) => set({ reach })}
          choices={[
            { value: 'tailnet', label: words.tailnet, text: words.tailnetText },
            { value: 'internet', label: words.internet, text: words.internetText },
          ]}
        />
      )}
      {kind === 'ssh' && text('destination', words.destination, words.destinationHint)}
      {kind === 'ssh' && text('port', words.remotePort)}
      {kind === 'command' && text('command', words.command, way ? words.commandAgain : words.commandHint)}
      {(kind === 'ssh' || kind === 'command') && text('address', words.foundAddress, words.foundAddressHint)}
      {kind === 'proxy' && <ProxyFields fields={fields} errors={errors} set={set} text={text} mayNamePeople={mayNamePeople} />}
      <div className="flex flex-wrap gap-2">
        <Button look="primary" type="submit" isBusy={isBusy}>
          {words.save}
        </Button>
        <Button onClick={onCancel}>{strings.ui.cancel}</Button>
      </div>
    </form>
  );
}
