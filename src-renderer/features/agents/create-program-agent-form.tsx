import { useState, type FormEvent } from 'react';
import { CONTEXT_MESSAGES_DEFAULT, PROGRAM_STEPS_DEFAULT } from '../../../src-shared/limits.ts';
import type { FoundProgram, ProgramFacts, ProgramRuns } from '../../../src-shared/hosted-agents.ts';
import { FieldError } from '../../ui/field.tsx';
import { Button } from '../../ui/button.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { useParticipants } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import { AboutProgramAgent } from './about-program-agent.tsx';
import { freeName, type CreateAgentProps } from './agent-draft.ts';
import { ChooseAgentRooms } from './choose-agent-rooms.tsx';
import { ChooseProgram } from './choose-program.tsx';
import { InstructionsField } from './instructions-field.tsx';
import { ProgramFields, trimmed } from './program-fields.tsx';
import { ProgramTrial } from './program-trial.tsx';
import { useCreateAgent } from './use-create-agent.ts';
import { useFirstDraft } from './use-first-draft.ts';

interface CreateProgramAgentFormProps extends CreateAgentProps {
  programs: readonly FoundProgram[];
}

export function CreateProgramAgentForm({ like, programs, ...ends }: CreateProgramAgentFormProps) {
  const { task, create } = useCreateAgent(ends);
  const participants = useParticipants();
  const limits = { steps_max: PROGRAM_STEPS_DEFAULT, context_messages: CONTEXT_MESSAGES_DEFAULT, tokens_per_day: null };
  const [draft, setDraft] = useState(useFirstDraft(like, limits, ''));
  const [runs, setRuns] = useState<ProgramRuns | null>(like?.runs.kind === 'program' ? like.runs : null);
  const [modes, setModes] = useState<ProgramFacts['modes']>([]);
  const [wasTried, setWasTried] = useState(false);
  const said = strings.hosted;
  const change = (part: Partial<typeof draft>): void => setDraft({ ...draft, ...part });
  const choose = (next: ProgramRuns | null, name: string | null): void => {
    setRuns(next);
    setModes([]);
    if (name !== null) change({ name: freeName(name, participants) });
  };
  const isNameMissing = draft.name.trim() === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (!isNameMissing && runs) create({ ...draft, runs: trimmed(runs) });
  };
  return (
    <form noValidate aria-label={said.create} onSubmit={submit} className="flex flex-col gap-5">
      <ChooseProgram programs={programs} runs={runs} onChoose={choose} />
      {runs && (
        <>
          <ProgramTrial runs={runs} onModes={setModes} />
          <NameField
            label={strings.agents.itsName}
            name={draft.name}
            error={wasTried && isNameMissing ? said.nameMissing : null}
            onName={(name) => change({ name })}
          />
          <ProgramFields runs={runs} modes={modes} onChange={setRuns} />
          <InstructionsField text={draft.instructions} onText={(instructions) => change({ instructions })} />
          <ChooseAgentRooms roomIds={draft.room_ids} onChange={(room_ids) => change({ room_ids })} />
          <AboutProgramAgent runs={runs} contextMessages={draft.context_messages} />
          <FieldError text={task.error} />
          <Button look="primary" type="submit" isBusy={task.isBusy} className="self-start">
            {said.submit}
          </Button>
        </>
      )}
    </form>
  );
}
