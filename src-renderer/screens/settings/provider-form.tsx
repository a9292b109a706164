import { KeyRound } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import { NAME_CHARS_MAX, PROVIDER_KEY_CHARS_MAX, PROVIDER_URL_CHARS_MAX } from '../../../src-shared/limits.ts';
import type { Provider, ProviderKind } from '../../../src-shared/providers.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Field, FieldError, Select, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

type PresetName = keyof typeof strings.models.presets;

const PRESETS: Record<PresetName, { kind: ProviderKind; address: string }> = {
  anthropic: { kind: 'anthropic', address: 'https://api.anthropic.com/v1' },
  openai: { kind: 'openai-compatible', address: 'https://api.openai.com/v1' },
  openrouter: { kind: 'openai-compatible', address: 'https://openrouter.ai/api/v1' },
  other: { kind: 'openai-compatible', address: '' },
  otherAnthropic: { kind: 'anthropic', address: '' },
};

// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names of the table
const PRESET_NAMES = Object.keys(PRESETS) as PresetName[];

interface ProviderFormProps {
  /** Null: a new one. */
  provider: Provider | null;
  onSaved: () => Promise<void>;
  onClose: () => void;
}

export function ProviderForm({ provider, onSaved, onClose }: ProviderFormProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const [preset, setPreset] = useState<PresetName>('anthropic');
  const [address, setAddress] = useState(provider?.base_url ?? PRESETS.anthropic.address);
  const [name, setName] = useState(provider?.name ?? '');
  const [key, setKey] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const isMissing = address.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (isMissing) return;
    const typed = { base_url: address.trim(), ...(key.trim() === '' ? {} : { key: key.trim() }), ...(name.trim() === '' ? {} : { name }) };
    task.run(async () => {
      if (provider) await command('update_provider', { provider_id: provider.id, ...typed });
      else await command('add_provider', { kind: PRESETS[preset].kind, ...typed });
      await onSaved();
      onClose();
    });
  };
  return (
    <form
      noValidate
      aria-label={provider ? strings.models.changeOf(provider.name) : strings.models.newOne}
      onSubmit={submit}
      className="flex flex-col gap-4 rounded-card border border-line bg-raise p-4"
    >
      {!provider && (
        <PresetSelect
          preset={preset}
          onSelect={(chosen) => {
            setPreset(chosen);
            setAddress(PRESETS[chosen].address);
          }}
        />
      )}
      <Field
        label={strings.models.address}
        hint={strings.models.addressHint}
        error={wasTried && isMissing ? strings.models.addressMissing : null}
      >
        {(control) => (
          <TextInput
            {...control}
            type="url"
            autoComplete="off"
            spellCheck={false}
            maxLength={PROVIDER_URL_CHARS_MAX}
            placeholder="http://127.0.0.1:11434/v1"
            value={address}
            onChange={(event) => setAddress(event.target.value)}
          />
        )}
      </Field>
      <Field label={strings.models.key} hint={keyHint(provider)}>
        {(control) => (
          <TextInput
            {...control}
            type="password"
            // Not the password of a person: none is offered, and it is not kept by the browser.
            autoComplete="new-password"
            maxLength={PROVIDER_KEY_CHARS_MAX}
            value={key}
            onChange={(event) => setKey(event.target.value)}
          />
        )}
      </Field>
      <Field label={strings.models.name} {...(provider ? {} : { hint: strings.models.nameHint })}>
        {(control) => (
          <TextInput
            {...control}
            autoComplete="off"
            maxLength={NAME_CHARS_MAX}
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <FieldError text={task.error} />
      <div className="flex flex-wrap justify-end gap-2">
        {provider && provider.key_state !== 'none' && <DeleteKey provider={provider} onDeleted={onSaved} />}
        <Button onClick={onClose}>{strings.ui.cancel}</Button>
        <Button look="primary" type="submit" isBusy={task.isBusy}>
          {provider ? strings.models.save : strings.models.add}
        </Button>
      </div>
    </form>
  );
}

function DeleteKey({ provider: { id, name }, onDeleted }: { provider: Provider; onDeleted: () => Promise<void> }) {
  const command = useCommand();
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="danger" className="me-auto" onClick={() => setIsAsking(true)}>
        {strings.models.deleteKey}
      </Button>
      {isAsking && (
        <ConfirmDialog
          icon={KeyRound}
          title={strings.models.deleteKeyOf(name)}
          text={strings.models.deleteKeyText}
          action={strings.models.deleteKey}
          onClose={() => setIsAsking(false)}
          onConfirm={async () => {
            await command('update_provider', { provider_id: id, key: null });
            await onDeleted();
          }}
        />
      )}
    </>
  );
}

function PresetSelect({ preset, onSelect }: { preset: PresetName; onSelect: (preset: PresetName) => void }) {
  return (
    <Field label={strings.models.what}>
      {(control) => (
        <Select
          {...control}
          autoFocus
          value={preset}
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- one of the options below
          onChange={(event) => onSelect(event.target.value as PresetName)}
        >
          {PRESET_NAMES.map((each) => (
            <option key={each} value={each}>
              {strings.models.presets[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}

function keyHint(provider: Provider | null): string {
  const { keyHint: first, keyKept, keyLocked } = strings.models;
  return provider ? { none: first, kept: keyKept, locked: keyLocked }[provider.key_state] : first;
}
