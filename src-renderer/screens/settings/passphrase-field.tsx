import { PASSPHRASE_CHARS_MAX } from '../../../src-shared/maintenance.ts';
import { Field, TextInput } from '../../ui/field.tsx';

interface PassphraseFieldProps {
  label: string;
  hint?: string;
  error: string | null;
  value: string;
  hasFocus?: boolean;
  onChange: (value: string) => void;
}

export function PassphraseField({ label, hint, error, value, hasFocus = false, onChange }: PassphraseFieldProps) {
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })} error={error}>
      {(control) => (
        <TextInput
          {...control}
          type="password"
          // Not the password of a person: none is offered, and it is not kept by the browser.
          autoComplete="new-password"
          autoFocus={hasFocus}
          maxLength={PASSPHRASE_CHARS_MAX}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
