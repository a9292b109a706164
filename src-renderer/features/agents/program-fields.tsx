import type { ProgramFacts, ProgramRuns } from '../../../src-shared/hosted-agents.ts';
import { Field, Select, TextInput } from '../../ui/field.tsx';
import { strings } from '../../strings/all-strings.ts';
import { CallersField } from './callers-field.tsx';
import { ProgramModel } from './program-model.tsx';

interface ProgramFieldsProps {
  runs: ProgramRuns;
  /** Those of the program; empty: it has none, or they are not known. */
  modes?: ProgramFacts['modes'];
  onChange: (runs: ProgramRuns) => void;
}

/** How an agent that is a program works, and for whom. */
export function ProgramFields({ runs, modes = [], onChange }: ProgramFieldsProps) {
  const said = strings.hosted.program;
  return (
    <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
      <CallersField
        label={said.callers}
        hint={strings.hosted.program.callersHint[runs.callers]}
        callers={runs.callers}
        onCallers={(callers) => onChange({ ...runs, callers })}
      />
      {modes.length > 0 && (
        <Field label={said.mode} hint={said.modeHint}>
          {(control) => (
            <Select {...control} value={runs.mode ?? ''} onChange={(event) => onChange({ ...runs, mode: event.target.value || null })}>
              <option value="">{said.modeDefault}</option>
              {modes.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <ProgramModel model={runs.model} onModel={(model) => onChange({ ...runs, model })} />
      <Field label={said.folder} hint={said.folderHint}>
        {(control) => (
          <TextInput
            {...control}
            dir="ltr"
            autoComplete="off"
            spellCheck={false}
            value={runs.folder ?? ''}
            onChange={(event) => onChange({ ...runs, folder: event.target.value === '' ? null : event.target.value })}
          />
        )}
      </Field>
    </div>
  );
}

/** As it was meant: without the blanks around the folder, and without a provider that has no model. */
export function trimmed(runs: ProgramRuns): ProgramRuns {
  return { ...runs, folder: runs.folder?.trim() || null, model: runs.model?.model === '' ? null : runs.model };
}
