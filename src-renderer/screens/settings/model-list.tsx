import { useState } from 'react';
import type { Model } from '../../../src-shared/providers.ts';
import { factsOf } from '../../features/models/model-words.ts';
import { tryModel, type Trial } from '../../features/models/use-providers.ts';
import { useApp } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { FieldError } from '../../ui/field.tsx';
import { SearchInput } from '../../ui/search-input.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';

const SHOWN_MAX = 30;
/** With fewer there is nothing to search. */
const SEARCHED_MIN = 8;

interface ModelListProps {
  providerId: string;
  /** Of the provider. */
  name: string;
  models: readonly Model[];
}

export function ModelList({ providerId, name, models }: ModelListProps) {
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const matching = models.filter(({ id }) => id.toLowerCase().includes(wanted));
  const rest = matching.length - SHOWN_MAX;
  return (
    <div className="mt-1 flex flex-col gap-2 ps-5 max-sm:ps-0">
      {models.length >= SEARCHED_MIN && <SearchInput label={strings.models.search} value={query} onSearch={setQuery} />}
      <ul aria-label={strings.models.modelsOf(name)}>
        {matching.slice(0, SHOWN_MAX).map((each) => (
          <ModelRow key={each.id} providerId={providerId} model={each} />
        ))}
      </ul>
      {matching.length === 0 && <p className="text-list text-ink-2">{strings.models.noMatch}</p>}
      {rest > 0 && <p className="text-meta text-ink-3">{strings.models.more(rest)}</p>}
    </div>
  );
}

function ModelRow({ providerId, model }: { providerId: string; model: Model }) {
  const { fetch } = useApp();
  const task = useAsyncAction();
  const [trial, setTrial] = useState<Trial | null>(null);
  const facts = factsOf(model);
  const start = (): void => {
    setTrial(null);
    task.run(async () => setTrial(await tryModel(fetch, providerId, model.id)));
  };
  return (
    <li className="flex items-start gap-3 py-1.5">
      <div className="min-w-0 flex-1">
        <p className="font-mono text-code wrap-anywhere">{model.id}</p>
        {facts.length > 0 && <p className="text-meta text-ink-2">{facts.join(' · ')}</p>}
        <p role="status" className="text-list wrap-anywhere text-ink-2">
          {trial && <TrialText trial={trial} />}
        </p>
        <FieldError text={task.error} />
      </div>
      <Button size="small" className="tap:min-w-11" isBusy={task.isBusy} aria-label={strings.models.tryOf(model.id)} onClick={start}>
        {strings.models.try}
      </Button>
    </li>
  );
}

function TrialText({ trial: { text, input_tokens, output_tokens, ms } }: { trial: Trial }) {
  const cost = [
    strings.models.answered((ms / 1000).toFixed(1)),
    ...(input_tokens === null || output_tokens === null ? [] : [strings.models.tokens(input_tokens, output_tokens)]),
  ];
  return (
    <>
      {text === '' ? strings.models.silent : `“${text}”`} <span className="text-meta text-ink-3">{cost.join(' · ')}</span>
    </>
  );
}
