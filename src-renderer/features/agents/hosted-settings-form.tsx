import { useCallback, useState, type FormEvent } from 'react';
import type { AgentRuns, HostedAgentSettings } from '../../../src-shared/hosted-agents.ts';
import { CONTEXT_MESSAGES_MAX, STEPS_MAX, TOKENS_PER_DAY_MAX } from '../../../src-shared/limits.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import type { Provider } from '../../../src-shared/providers.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { ChooseModel } from './choose-model.tsx';
import { ImagesField } from './images-field.tsx';
import { InstructionsField } from './instructions-field.tsx';
import { ProgramFields, trimmed } from './program-fields.tsx';
import { isFolderMissing, ToolFields, withFolder } from './tool-fields.tsx';
import { LimitFields } from './limit-fields.tsx';
import { NumberField } from './number-field.tsx';
import { limitsFrom, typedFrom } from './typed-limits.ts';
import { typedNumber } from './typed-number.ts';
import { usePrograms } from './use-programs.ts';

interface HostedSettingsFormProps {
  agent: Agent;
  settings: HostedAgentSettings;
  providers: readonly Provider[];
  onProviders: () => Promise<void>;
  onSettings: (settings: HostedAgentSettings) => void;
}

export function HostedSettingsForm({ agent, settings, providers, onProviders, onSettings }: HostedSettingsFormProps) {
  const command = useCommand();
  const toast = useToast();
  const task = useAsyncAction();
  const said = strings.hosted;
  const [runs, setRuns] = useState<AgentRuns>(settings.runs);
  const [instructions, setInstructions] = useState(settings.instructions);
  const [messages, setMessages] = useState(String(settings.context_messages));
  const [steps, setSteps] = useState(String(settings.steps_max));
  const [tokens, setTokens] = useState(settings.tokens_per_day === null ? '' : String(settings.tokens_per_day));
  const [typedLimits, setTypedLimits] = useState(() => typedFrom(settings));
  const [wasTried, setWasTried] = useState(false);
  const programs = usePrograms();
  const context_messages = typedNumber(messages, 0, CONTEXT_MESSAGES_MAX);
  const steps_max = typedNumber(steps, 1, STEPS_MAX);
  const tokens_per_day = tokens.trim() === '' ? 'none' : typedNumber(tokens, 1, TOKENS_PER_DAY_MAX);
  const others = limitsFrom(typedLimits);
  const onRuns = useCallback((next: AgentRuns) => setRuns(next), []);
  const isModelMissing = runs.kind === 'model' && runs.model === '';
  const isIncomplete = runs.kind === 'model' && isFolderMissing(runs);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setWasTried(true);
    if (context_messages === null || steps_max === null || tokens_per_day === null || others === null) return;
    if (isModelMissing || isIncomplete) return;
    const limits = { context_messages, steps_max, tokens_per_day: tokens_per_day === 'none' ? null : tokens_per_day, ...others };
    task.run(async () => {
      const next = runs.kind === 'program' ? trimmed(runs) : withFolder(runs);
      const isSame = JSON.stringify(next) === JSON.stringify(settings.runs);
      // Only the owner on this computer may change how a program runs.
      onSettings(
        await command('update_agent_settings', { participant_id: agent.id, instructions, ...limits, ...(!isSame && { runs: next }) }),
      );
      toast({ text: said.saved });
    });
  };
  return (
    <form noValidate aria-labelledby="agent-settings" onSubmit={submit} className="flex flex-col gap-4 border-t border-line-2 pt-5">
      <h4 id="agent-settings" className="text-list font-semibold text-ink-2">
        {said.settings}
      </h4>
      {runs.kind === 'model' && <ChooseModel providers={providers} runs={runs} error={null} onChange={onRuns} onProviders={onProviders} />}
      {runs.kind === 'model' && <ToolFields runs={runs} mayUseComputer={programs !== null} showsMissing={wasTried} onChange={onRuns} />}
      {runs.kind === 'model' && <ImagesField runs={runs} onChange={onRuns} />}
      {runs.kind === 'program' && <ProgramFields runs={runs} onChange={onRuns} />}
      <InstructionsField text={instructions} onText={setInstructions} />
      <div className="grid grid-cols-3 items-start gap-3 max-sm:grid-cols-1">
        <NumberField
          label={said.context}
          hint={said.contextHint(CONTEXT_MESSAGES_MAX)}
          typed={messages}
          error={context_messages === null ? said.wrongNumber(0, CONTEXT_MESSAGES_MAX) : null}
          onType={setMessages}
        />
        <NumberField
          label={said.steps}
          hint={said.stepsHint(STEPS_MAX)}
          typed={steps}
          error={steps_max === null ? said.wrongNumber(1, STEPS_MAX) : null}
          onType={setSteps}
        />
        <NumberField
          label={said.tokens}
          hint={said.tokensHint}
          typed={tokens}
          error={tokens_per_day === null ? said.wrongNumber(1, TOKENS_PER_DAY_MAX) : null}
          onType={setTokens}
        />
      </div>
      <LimitFields typed={typedLimits} onType={setTypedLimits} />
      <FieldError text={task.error} />
      <Button type="submit" isBusy={task.isBusy} className="self-start">
        {said.save}
      </Button>
    </form>
  );
}
