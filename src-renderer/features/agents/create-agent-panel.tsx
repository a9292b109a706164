import { Bot, SquareTerminal } from 'lucide-react';
import { useState } from 'react';
import { ChoiceCards } from '../../ui/choice.tsx';
import { strings } from '../../strings/all-strings.ts';
import type { CreateAgentProps } from './agent-draft.ts';
import { CreateModelAgentForm } from './create-model-agent-form.tsx';
import { CreateProgramAgentForm } from './create-program-agent-form.tsx';
import { usePrograms } from './use-programs.ts';

/** Creates an agent that this home runs. */
export function CreateAgentPanel(props: CreateAgentProps) {
  const { like } = props;
  const programs = usePrograms();
  const [kind, setKind] = useState(like?.runs.kind ?? 'model');
  const said = strings.hosted;
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h3 className="text-title font-semibold">{said.create}</h3>
        <p className="text-body text-ink-2">{said.lead}</p>
      </div>
      {programs && (
        <ChoiceCards
          label={said.kind}
          hidesLabel
          choices={[
            { value: 'model', icon: Bot, label: said.kindModel, text: said.kindModelText },
            { value: 'program', icon: SquareTerminal, label: said.kindProgram, text: said.kindProgramText },
          ]}
          selected={kind}
          onSelect={setKind}
        />
      )}
      {kind === 'program' && programs ? (
        <CreateProgramAgentForm {...props} programs={programs} />
      ) : (
        <CreateModelAgentForm {...props} mayUseComputer={programs !== null} />
      )}
    </div>
  );
}
