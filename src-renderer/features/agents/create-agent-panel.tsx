import { useCallback, useState, type FormEvent } from 'react';
import { CONTEXT_MESSAGES_DEFAULT, STEPS_DEFAULT, TOKENS_PER_DAY_DEFAULT } from '../../../src-shared/limits.ts';
import type { AgentRuns } from '../../../src-shared/hosted-agents.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import type { Model, Provider } from '../../../src-shared/providers.ts';
import { useProviders } from '../models/use-providers.ts';
import { useActions, useApp, useCommand, useHomeState, useParticipants, useRooms } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { NameField } from '../../ui/name-field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/all-strings.ts';
import { InstructionsField } from './instructions-field.tsx';
import { AboutModelAgent } from './about-model-agent.tsx';
import { firstRooms, freeName, type CreateAgentDraft } from './agent-draft.ts';
import { ChooseAgentRooms } from './choose-agent-rooms.tsx';
import { ChooseModel } from './choose-model.tsx';
import { LoadFailed } from './load-failed.tsx';

interface CreateAgentPanelProps {
  /** Null: a new agent with the default settings. */
  like: CreateAgentDraft | null;
  onClose: () => void;
  onCreated: (agent: Agent) => void;
}

/** Creates an agent that this home runs, and opens the room where it can be asked something. */
export function CreateAgentPanel(props: CreateAgentPanelProps) {
  const { providers, reload } = useProviders();
  return (
    <div className="flex flex-col gap-5">
      <div>
        <h3 className="text-title font-semibold">{strings.hosted.create}</h3>
        <p className="text-body text-ink-2">{strings.hosted.lead}</p>
      </div>
      {providers.state === 'loading' && <SkeletonRows rows={4} label={strings.hosted.loading} />}
      {providers.state === 'failed' && <LoadFailed text={providers.text} onRetry={() => void reload()} />}
      {providers.state === 'ready' && <Form {...props} providers={providers.providers} onProviders={reload} />}
    </div>
  );
}

function useFirstDraft(like: CreateAgentDraft | null, providers: readonly Provider[]): CreateAgentDraft & { runs: AgentRuns } {
  const participants = useParticipants();
  const rooms = useRooms();
  const openId = useHomeState(({ place }) => place?.room_id);
  const [first] = useState(() => ({
    name: freeName(like?.name ?? strings.hosted.firstName, participants),
    runs: like?.runs ?? { kind: 'model' as const, provider_id: providers[0]?.id ?? '', model: '' },
    instructions: like?.instructions ?? strings.hosted.exampleText.helper,
    context_messages: like?.context_messages ?? CONTEXT_MESSAGES_DEFAULT,
    steps_max: like?.steps_max ?? STEPS_DEFAULT,
    tokens_per_day: like ? like.tokens_per_day : TOKENS_PER_DAY_DEFAULT,
    room_ids:
      like?.room_ids ??
      firstRooms(
        rooms.map(({ room }) => room),
        openId,
      ),
  }));
  return first;
}

interface FormProps extends CreateAgentPanelProps {
  providers: readonly Provider[];
  onProviders: () => Promise<void>;
}

function Form({ like, providers, onProviders, onClose, onCreated }: FormProps) {
  const command = useCommand();
  const toast = useToast();
  const task = useAsyncAction();
  const greet = useGreet(onClose);
  const [draft, setDraft] = useState(useFirstDraft(like, providers));
  const [model, setModel] = useState<Model | undefined>(undefined);
  const [wasTried, setWasTried] = useState(false);
  const said = strings.hosted;
  const change = useCallback((part: Partial<typeof draft>): void => setDraft((now) => ({ ...now, ...part })), []);
  const onRuns = useCallback((runs: AgentRuns) => change({ runs }), [change]);
  const provider = providers.find(({ id }) => id === draft.runs.provider_id);
  const isNameMissing = draft.name.trim() === '';
  const isModelMissing = !provider || draft.runs.model === '';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (isNameMissing || isModelMissing) return;
    task.run(async () => {
      const agent = await command('create_agent', { ...draft, room_ids: [...draft.room_ids] });
      const [room_id] = draft.room_ids;
      toast({ text: said.created(agent.name) });
      if (room_id === undefined) onCreated(agent);
      else greet(agent, room_id);
    });
  };
  return (
    <form noValidate aria-label={said.create} onSubmit={submit} className="flex flex-col gap-5">
      <ChooseModel
        providers={providers}
        runs={provider ? draft.runs : null}
        error={wasTried && isModelMissing ? said.modelMissing : null}
        onChange={onRuns}
        onProviders={onProviders}
        onModel={setModel}
      />
      {provider && (
        <>
          <NameField
            label={strings.agents.itsName}
            name={draft.name}
            error={wasTried && isNameMissing ? said.nameMissing : null}
            onName={(name) => change({ name })}
          />
          <Instructions text={draft.instructions} onText={(instructions) => change({ instructions })} />
          <ChooseAgentRooms roomIds={draft.room_ids} onChange={(room_ids) => change({ room_ids })} />
          <AboutModelAgent provider={provider} contextMessages={draft.context_messages} tools={model?.tools ?? null} />
          <FieldError text={task.error} />
          <Button look="primary" type="submit" isBusy={task.isBusy} className="self-start">
            {said.submit}
          </Button>
        </>
      )}
    </form>
  );
}

/** Opens a room, with the field ready for a question to the agent. */
function useGreet(onClose: () => void): (agent: Agent, roomId: string) => void {
  const { goTo } = useActions();
  const { firstWords } = useApp();
  return ({ id, name }, room_id) => {
    onClose();
    goTo({ room_id, seq: null });
    // Once the dialog is gone and has given the focus back: the field takes it.
    setTimeout(() => firstWords.setState({ waiting: { room_id, to: { id, name } } }));
  };
}

const EXAMPLES = ['helper', 'editor', 'translator', 'planner'] as const;

function Instructions({ text, onText }: { text: string; onText: (text: string) => void }) {
  const said = strings.hosted;
  return (
    <div className="flex flex-col gap-2">
      <InstructionsField text={text} onText={onText} />
      <div role="group" aria-label={said.examples} className="flex flex-wrap items-center gap-1.5">
        <span aria-hidden className="text-meta text-ink-3">
          {said.examples}
        </span>
        {EXAMPLES.map((each) => (
          <Button
            key={each}
            size="small"
            className="aria-pressed:border-accent aria-pressed:bg-accent-soft"
            aria-pressed={text === strings.hosted.exampleText[each]}
            onClick={() => onText(strings.hosted.exampleText[each])}
          >
            {strings.hosted.example[each]}
          </Button>
        ))}
      </div>
    </div>
  );
}
