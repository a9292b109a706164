import { Callers, type ProgramRuns } from '../../../src-shared/hosted-agents.ts';
import { Field, Select, TextInput } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';

/** Who can call an agent that is a program, and where it works. */
export function ProgramFields({ runs, onChange }: { runs: ProgramRuns; onChange: (runs: ProgramRuns) => void }) {
  const said = strings.hosted.program;
  return (
    <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
      <Field label={said.callers} hint={strings.hosted.program.callersHint[runs.callers]}>
        {(control) => (
          <Select {...control} value={runs.callers} onChange={(event) => onChange({ ...runs, callers: Callers.parse(event.target.value) })}>
            {Callers.options.map((each) => (
              <option key={each} value={each}>
                {strings.hosted.program.callersChoice[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label={said.folder} hint={said.folderHint}>
        {(control) => (
          <TextInput
            {...control}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            value={runs.folder ?? ''}
            onChange={(event) => onChange({ ...runs, folder: event.target.value.trim() === '' ? null : event.target.value.trim() })}
          />
        )}
      </Field>
    </div>
  );
}
