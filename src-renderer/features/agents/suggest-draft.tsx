import { Sparkles } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { HOSTED_AGENT_COMMANDS } from '../../../src-shared/commands/hosted-agents.ts';
import { PURPOSE_CHARS_MAX, type ModelRuns } from '../../../src-shared/hosted-agents.ts';
import { requestOverHttp } from '../../sync/http-request.ts';
import { useApp, useParticipants } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { isComposing } from '../../ui/composing.ts';
import { Field, FieldError, TextInput } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { freeName, type CreateAgentDraft } from './agent-draft.ts';

type Texts = Pick<CreateAgentDraft, 'name' | 'instructions'>;

interface SuggestDraftProps {
  runs: ModelRuns;
  draft: Texts;
  onDraft: (texts: Texts) => void;
}

/** Asks the chosen model for a name and instructions. The texts of before can be put back. */
export function SuggestDraft({ runs, draft, onDraft }: SuggestDraftProps) {
  const { fetch } = useApp();
  const participants = useParticipants();
  const task = useAsyncAction();
  const said = strings.hosted.draft;
  const [purpose, setPurpose] = useState('');
  const [before, setBefore] = useState<Texts | null>(null);
  // The texts may be changed while the model writes.
  const present = useRef(draft);
  useEffect(() => {
    present.current = draft;
  }, [draft]);
  const isEmpty = purpose.trim() === '';
  const suggest = (): void =>
    task.run(async () => {
      setBefore(null);
      // Over HTTP, because a model may need a minute.
      const body = JSON.stringify({ runs, purpose });
      const reply = await requestOverHttp(fetch, { method: 'POST', path: '/api/agent-drafts', body });
      const { name, instructions } = HOSTED_AGENT_COMMANDS.draft_agent.reply.parse(reply);
      const { name: typedName, instructions: typed } = present.current;
      setBefore({ name: typedName, instructions: typed });
      onDraft({ name: name === '' ? typedName : freeName(name, participants), instructions });
    });
  const undo = (texts: Texts): void => {
    setBefore(null);
    onDraft(texts);
  };
  return (
    <div className="flex flex-col gap-2">
      <Field label={said.purpose} hint={said.hint}>
        {(control) => (
          <div className="flex gap-2">
            <TextInput
              {...control}
              autoComplete="off"
              placeholder={said.example}
              maxLength={PURPOSE_CHARS_MAX}
              value={purpose}
              onChange={(event) => setPurpose(event.target.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || isComposing(event)) return;
                event.preventDefault();
                if (!isEmpty) suggest();
              }}
            />
            <Button icon={Sparkles} className="shrink-0" disabled={isEmpty} isBusy={task.isBusy} onClick={suggest}>
              {said.suggest}
            </Button>
          </div>
        )}
      </Field>
      <FieldError text={task.error} />
      <div role="status" className="flex flex-wrap items-center gap-x-3 gap-y-1 text-list text-ink-2">
        {before && (
          <>
            <span>{said.suggested}</span>
            <Button size="small" onClick={() => undo(before)}>
              {said.undo}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}
