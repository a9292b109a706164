import { Callers } from '../../../src-shared/hosted-agents.ts';
import { Field, Select } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';

interface CallersFieldProps {
  label: string;
  hint: string;
  callers: Callers;
  isDisabled?: boolean;
  onCallers: (callers: Callers) => void;
}

/** The people whose calls an agent follows that can reach this computer. */
export function CallersField({ label, hint, callers, isDisabled = false, onCallers }: CallersFieldProps) {
  return (
    <Field label={label} hint={hint}>
      {(control) => (
        <Select {...control} disabled={isDisabled} value={callers} onChange={(event) => onCallers(Callers.parse(event.target.value))}>
          {Callers.options.map((each) => (
            <option key={each} value={each}>
              {strings.hosted.program.callersChoice[each]}
            </option>
          ))}
        </Select>
      )}
    </Field>
  );
}
