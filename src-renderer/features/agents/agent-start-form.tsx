import { Ban, Globe, SquareTerminal } from 'lucide-react';
import { useState, type FormEvent } from 'react';
import type { AgentStart, AgentStarting } from '../../../src-shared/agent-starts.ts';
import { WEBHOOK_URL_CHARS_MAX } from '../../../src-shared/limits.ts';
import type { Agent } from '../../../src-shared/objects.ts';
import { newWebhookSecret } from '../../../src-shared/webhooks.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ChoiceCards } from '../../ui/choice.tsx';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { ShownSecret } from '../../ui/shown-secret.tsx';
import { useToast } from '../../ui/toast.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { CallersField } from './callers-field.tsx';
import { startAsked, startDraftOf, type StartDraft } from './start-draft.ts';

interface AgentStartFormProps {
  agent: Agent;
  start: AgentStart | null;
  mayRunPrograms: boolean;
  onStarting: (starting: AgentStarting) => void;
}

export function AgentStartForm({ agent, start, mayRunPrograms, onStarting }: AgentStartFormProps) {
  const said = strings.starts;
  const command = useCommand();
  const toast = useToast();
  const task = useAsyncAction();
  const [draft, setDraft] = useState(() => startDraftOf(start));
  const [wasTried, setWasTried] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const change = (part: Partial<StartDraft>): void => setDraft({ ...draft, ...part });
  const asked = startAsked(draft);
  const isSame = JSON.stringify(draft) === JSON.stringify(startDraftOf(start));
  const save = (hasNewSecret: boolean): void => {
    setWasTried(true);
    if (asked === 'missing') return;
    task.run(async () => {
      const made = asked?.kind === 'webhook' && hasNewSecret ? newWebhookSecret() : null;
      const next = asked?.kind === 'webhook' && made !== null ? { ...asked, secret: made } : asked;
      const starting = await command('set_agent_start', { participant_id: agent.id, start: next });
      setSecret(made);
      setDraft(startDraftOf(starting.start));
      setWasTried(false);
      toast({ text: said.saved });
      onStarting(starting);
    });
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save(start?.kind !== 'webhook');
  };
  const choices = [
    { value: 'none', icon: Ban, label: strings.starts.kind.none, text: strings.starts.kindText.none },
    ...(mayRunPrograms
      ? [{ value: 'program', icon: SquareTerminal, label: strings.starts.kind.program, text: strings.starts.kindText.program } as const]
      : []),
    { value: 'webhook', icon: Globe, label: strings.starts.kind.webhook, text: strings.starts.kindText.webhook },
  ] as const;
  return (
    <form noValidate aria-labelledby="agent-start" onSubmit={submit} className="flex flex-col gap-4">
      <ChoiceCards
        label={said.title}
        hidesLabel
        columns={mayRunPrograms ? 3 : 2}
        choices={choices}
        selected={draft.kind}
        onSelect={(kind) => change({ kind })}
      />
      {draft.kind === 'program' && <ProgramStartFields draft={draft} isMissing={wasTried && asked === 'missing'} onChange={change} />}
      {draft.kind === 'webhook' && (
        <Field label={said.address} hint={said.addressHint} error={wasTried && asked === 'missing' ? said.addressMissing : null}>
          {(control) => (
            <TextInput
              {...control}
              type="url"
              dir="ltr"
              autoComplete="off"
              maxLength={WEBHOOK_URL_CHARS_MAX}
              placeholder={said.addressExample}
              value={draft.address}
              onChange={(event) => change({ address: event.target.value })}
            />
          )}
        </Field>
      )}
      {secret !== null && <ShownSecret what="secret" secret={secret} hint={said.secretHint} />}
      <FieldError text={task.error} />
      <div className="flex flex-wrap gap-2">
        <Button type="submit" isBusy={task.isBusy} disabled={isSame}>
          {said.save}
        </Button>
        {start?.kind === 'webhook' && draft.kind === 'webhook' && <Button onClick={() => save(true)}>{said.newSecret}</Button>}
      </div>
    </form>
  );
}

interface ProgramStartFieldsProps {
  draft: StartDraft;
  isMissing: boolean;
  onChange: (part: Partial<StartDraft>) => void;
}

function ProgramStartFields({ draft, isMissing, onChange }: ProgramStartFieldsProps) {
  const said = strings.starts;
  const plain = { dir: 'ltr', autoComplete: 'off', spellCheck: false } as const;
  return (
    <>
      <Field label={said.command} hint={said.commandHint} error={isMissing ? said.commandMissing : null}>
        {(control) => (
          <TextInput
            {...control}
            {...plain}
            placeholder={said.commandExample}
            value={draft.command}
            onChange={(event) => onChange({ command: event.target.value })}
          />
        )}
      </Field>
      <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
        <Field label={said.folder} hint={said.folderHint}>
          {(control) => (
            <TextInput {...control} {...plain} value={draft.folder} onChange={(event) => onChange({ folder: event.target.value })} />
          )}
        </Field>
        <Field label={said.variables} hint={said.variablesHint}>
          {(control) => (
            <TextInput
              {...control}
              {...plain}
              placeholder={said.variablesExample}
              value={draft.variables}
              onChange={(event) => onChange({ variables: event.target.value })}
            />
          )}
        </Field>
      </div>
      <CallersField
        label={said.callers}
        hint={strings.starts.callersHint[draft.callers]}
        callers={draft.callers}
        onCallers={(callers) => onChange({ callers })}
      />
    </>
  );
}
