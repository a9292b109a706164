import { Field, TextInput } from '../../ui/field.tsx';

interface NumberFieldProps {
  label: string;
  hint: string;
  typed: string;
  error: string | null;
  hasFractions?: boolean;
  onType: (typed: string) => void;
}

export function NumberField({ label, hint, typed, error, hasFractions = false, onType }: NumberFieldProps) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <TextInput
          {...control}
          inputMode={hasFractions ? 'decimal' : 'numeric'}
          autoComplete="off"
          value={typed}
          onChange={(event) => onType(event.target.value)}
        />
      )}
    </Field>
  );
}
