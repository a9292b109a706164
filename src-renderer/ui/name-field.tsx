import { NAME_CHARS_MAX } from '../../src-shared/limits.ts';
import { Field, TextInput } from './field.tsx';

interface NameFieldProps {
  label: string;
  name: string;
  error?: string | null;
  example?: string;
  onName: (name: string) => void;
}

/** The name of a room, a section or an agent. */
export function NameField({ label, name, error = null, example, onName }: NameFieldProps) {
  return (
    <Field label={label} error={error}>
      {(control) => (
        <TextInput
          {...control}
          data-autofocus
          autoComplete="off"
          maxLength={NAME_CHARS_MAX}
          placeholder={example}
          value={name}
          onChange={(event) => onName(event.target.value)}
        />
      )}
    </Field>
  );
}
