import { Plus, Settings } from 'lucide-react';
import { useEffect } from 'react';
import { ROOM_TOOLS, type ModelRuns } from '../../../src-shared/hosted-agents.ts';
import type { FoundServer, Model, Provider } from '../../../src-shared/providers.ts';
import { useFound, useModels } from '../models/use-providers.ts';
import { useCommand, useDialogActions } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { Field, FieldError, Select } from '../../ui/field.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { firstModel, modelFacts } from './hosted-words.ts';

interface ChooseModelProps {
  providers: readonly Provider[];
  /** The model is empty until one is chosen. Null: no provider is chosen. */
  runs: ModelRuns | null;
  error: string | null;
  onChange: (runs: ModelRuns) => void;
  onProviders: () => Promise<void>;
  /** The provider's facts about the chosen model. */
  onModel?: (model: Model | undefined) => void;
}

/** A provider and one of its models. A server that runs on this computer becomes a provider with one click. */
export function ChooseModel({ providers, runs, error, onChange, onProviders, onModel }: ChooseModelProps) {
  const { openDialog } = useDialogActions();
  const found = useFound(providers);
  const select = (provider_id: string): void => onChange({ ...ROOM_TOOLS, ...runs, kind: 'model', provider_id, model: '' });
  const provider = providers.find(({ id }) => id === runs?.provider_id);
  return (
    <div className="flex flex-col gap-3">
      {providers.length === 0 && found.length === 0 && (
        <p className="text-list text-ink-2">
          <span className="font-semibold text-ink">{strings.hosted.noProvider}</span> {strings.hosted.noProviderText}
        </p>
      )}
      {providers.length > 0 && (
        <div className="grid grid-cols-2 items-start gap-3 max-sm:grid-cols-1">
          <Field label={strings.hosted.provider}>
            {(control) => (
              <Select {...control} value={provider?.id ?? ''} onChange={(event) => select(event.target.value)}>
                {!provider && <option value="" />}
                {providers.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            )}
          </Field>
          {provider && runs && <ModelField key={provider.id} runs={runs} error={error} onChange={onChange} onModel={onModel} />}
        </div>
      )}
      {found.length > 0 && (
        <div role="group" aria-label={strings.hosted.found} className="flex flex-col gap-2">
          <p className="text-list font-semibold text-ink-2">{strings.hosted.found}</p>
          {found.map((server) => (
            <FoundRow
              key={server.base_url}
              server={server}
              isFirst={providers.length === 0}
              onAdded={async (id) => {
                await onProviders();
                select(id);
              }}
            />
          ))}
        </div>
      )}
      <Button
        look="quiet"
        size="small"
        icon={Settings}
        className="-ms-2 self-start"
        onClick={() => openDialog({ kind: 'settings', page: 'models' })}
      >
        {strings.hosted.otherProviders}
      </Button>
    </div>
  );
}

interface FoundRowProps {
  server: FoundServer;
  /** There is no provider yet. */
  isFirst: boolean;
  onAdded: (id: string) => Promise<void>;
}

function FoundRow({ server: { name, kind, base_url, model_count }, isFirst, onAdded }: FoundRowProps) {
  const command = useCommand();
  const task = useAsyncAction();
  const add = (): void =>
    task.run(async () => {
      const { id } = await command('add_provider', { kind, name, base_url });
      await onAdded(id);
    });
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <Button icon={Plus} look={isFirst ? 'primary' : 'plain'} isBusy={task.isBusy} onClick={add}>
        {strings.hosted.use(name)}
      </Button>
      <p className="min-w-0 flex-1 truncate text-meta text-ink-2">{[strings.models.foundModels(model_count), base_url].join(' · ')}</p>
      <FieldError text={task.error} />
    </div>
  );
}

interface ModelFieldProps {
  runs: ModelRuns;
  error: string | null;
  onChange: (runs: ModelRuns) => void;
  onModel?: ChooseModelProps['onModel'];
}

export function ModelField({ runs, error, onChange, onModel }: ModelFieldProps) {
  const { checked, check } = useModels(runs.provider_id);
  const models = checked.state === 'works' ? checked.models : [];
  const chosen = models.find(({ id }) => id === runs.model);
  const first = firstModel(models);
  useEffect(() => {
    if (runs.model === '' && first !== null) onChange({ ...runs, model: first });
  }, [runs, first, onChange]);
  useEffect(() => onModel?.(chosen), [chosen, onModel]);
  const isEmpty = checked.state === 'works' && models.length === 0;
  const problem = checked.state === 'failed' ? checked.text : isEmpty ? strings.hosted.noModels : error;
  const hint = checked.state === 'checking' ? strings.hosted.modelsLoading : chosen && modelFacts(chosen);
  return (
    <div className="flex min-w-0 flex-col items-start gap-2">
      <Field label={strings.hosted.model} error={problem} className="w-full" {...(hint !== undefined && { hint })}>
        {(control) => (
          <Select {...control} value={runs.model} onChange={(event) => onChange({ ...runs, model: event.target.value })}>
            {/* One that the provider does not list, or not yet. */}
            {!chosen && <option value={runs.model}>{runs.model}</option>}
            {models.map(({ id }) => (
              <option key={id} value={id}>
                {id}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {(checked.state === 'failed' || isEmpty) && (
        <Button size="small" onClick={check}>
          {strings.ui.tryAgain}
        </Button>
      )}
    </div>
  );
}
