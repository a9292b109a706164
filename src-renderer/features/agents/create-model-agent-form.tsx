import { useCallback, useState, type FormEvent } from 'react';
import { CONTEXT_MESSAGES_DEFAULT, STEPS_DEFAULT, TOKENS_PER_DAY_DEFAULT } from '../../../src-shared/limits.ts';
import { ROOM_TOOLS, usesComputer, type ModelRuns } from '../../../src-shared/hosted-agents.ts';
import type { Model, Provider } from '../../../src-shared/providers.ts';
import { useProviders } from '../models/use-providers.ts';
import { FieldError } from '../../ui/field.tsx';
import { Button } from '../../ui/button.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { strings } from '../../strings/all-strings.ts';
import { AboutModelAgent } from './about-model-agent.tsx';
import type { CreateAgentProps } from './agent-draft.ts';
import { ChooseAgentRooms } from './choose-agent-rooms.tsx';
import { ChooseModel } from './choose-model.tsx';
import { ImagesField } from './images-field.tsx';
import { InstructionsWithExamples } from './instructions-with-examples.tsx';
import { LoadFailed } from './load-failed.tsx';
import { SuggestDraft } from './suggest-draft.tsx';
import { isFolderMissing, ToolFields, withFolder } from './tool-fields.tsx';
import { useCreateAgent } from './use-create-agent.ts';
import { useFirstDraft } from './use-first-draft.ts';

interface CreateModelAgentFormProps extends CreateAgentProps {
  /** Whether this is the owner, in the app on the home's own computer. */
  mayUseComputer: boolean;
}

export function CreateModelAgentForm(props: CreateModelAgentFormProps) {
  const { providers, reload } = useProviders();
  switch (providers.state) {
    case 'loading':
      return <SkeletonRows rows={4} label={strings.hosted.loading} />;
    case 'failed':
      return <LoadFailed text={providers.text} onRetry={() => void reload()} />;
    case 'ready':
      return <Form {...props} providers={providers.providers} onProviders={reload} />;
  }
}

interface FormProps extends CreateModelAgentFormProps {
  providers: readonly Provider[];
  onProviders: () => Promise<void>;
}

function Form({ like, mayUseComputer, providers, onProviders, ...ends }: FormProps) {
  const { task, create } = useCreateAgent(ends);
  const first = useFirstDraft(like, {
    steps_max: STEPS_DEFAULT,
    context_messages: CONTEXT_MESSAGES_DEFAULT,
    tokens_per_day: TOKENS_PER_DAY_DEFAULT,
  });
  const [draft, setDraft] = useState(first);
  const [chosen, setRuns] = useState<ModelRuns>(
    like?.runs.kind === 'model' ? like.runs : { kind: 'model', provider_id: providers[0]?.id ?? '', model: '', ...ROOM_TOOLS },
  );
  // A copy of an agent that uses the computer, made elsewhere.
  const runs = usesComputer(chosen) && !mayUseComputer ? { ...chosen, ...ROOM_TOOLS } : chosen;
  const [model, setModel] = useState<Model | undefined>(undefined);
  const [wasTried, setWasTried] = useState(false);
  const said = strings.hosted;
  const onRuns = useCallback((next: ModelRuns) => setRuns(next), []);
  const change = (part: Partial<typeof draft>): void => setDraft((now) => ({ ...now, ...part }));
  const provider = providers.find(({ id }) => id === runs.provider_id);
  const isNameMissing = draft.name.trim() === '';
  const isModelMissing = !provider || runs.model === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (!isNameMissing && !isModelMissing && !isFolderMissing(runs)) create({ ...draft, runs: withFolder(runs) });
  };
  return (
    <form noValidate aria-label={said.create} onSubmit={submit} className="flex flex-col gap-5">
      <ChooseModel
        providers={providers}
        runs={provider ? runs : null}
        error={wasTried && isModelMissing ? said.modelMissing : null}
        onChange={onRuns}
        onProviders={onProviders}
        onModel={setModel}
      />
      {provider && (
        <>
          {runs.model !== '' && <SuggestDraft runs={runs} draft={draft} onDraft={change} />}
          <NameField
            label={strings.agents.itsName}
            name={draft.name}
            error={wasTried && isNameMissing ? said.nameMissing : null}
            onName={(name) => change({ name })}
          />
          <InstructionsWithExamples text={draft.instructions} onText={(instructions) => change({ instructions })} />
          {model?.tools !== false && <ToolFields runs={runs} mayUseComputer={mayUseComputer} showsMissing={wasTried} onChange={onRuns} />}
          {model?.images === null && <ImagesField runs={runs} onChange={onRuns} />}
          <ChooseAgentRooms roomIds={draft.room_ids} onChange={(room_ids) => change({ room_ids })} />
          <AboutModelAgent
            provider={provider}
            runs={runs}
            contextMessages={draft.context_messages}
            tools={model?.tools ?? null}
            images={model?.images}
          />
          <FieldError text={task.error} />
          <Button look="primary" type="submit" isBusy={task.isBusy} className="self-start">
            {said.submit}
          </Button>
        </>
      )}
    </form>
  );
}
