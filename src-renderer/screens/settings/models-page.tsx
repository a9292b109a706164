import { BrainCircuit, Lock, Plus } from 'lucide-react';
import { useState } from 'react';
import type { FoundServer, KeysKept, Provider } from '../../../src-shared/providers.ts';
import { useFound, useProviders } from '../../features/models/use-providers.ts';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FieldError } from '../../ui/field.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useAsyncAction } from '../../ui/use-async-action.ts';
import { strings } from '../../strings/all-strings.ts';
import { PageHeading } from './page-heading.tsx';
import { ProviderForm } from './provider-form.tsx';
import { ProviderList } from './provider-list.tsx';
import { ToolServers } from './tool-servers.tsx';

export function ModelsPage() {
  const { providers, reload } = useProviders();
  return (
    <>
      <PageHeading title={strings.models.title} text={strings.models.lead} />
      {providers.state === 'loading' && <SkeletonRows label={strings.models.loading} />}
      {providers.state === 'failed' && (
        <div className="flex flex-col items-start gap-3">
          <p role="alert" className="text-list text-ink-2">
            {providers.text}
          </p>
          <Button onClick={() => void reload()}>{strings.ui.tryAgain}</Button>
        </div>
      )}
      {providers.state === 'ready' && <Ready providers={providers.providers} keysKept={providers.keysKept} onChanged={reload} />}
      <ToolServers />
    </>
  );
}

interface ReadyProps {
  providers: readonly Provider[];
  keysKept: KeysKept;
  onChanged: () => Promise<void>;
}

function Ready({ providers, keysKept, onChanged }: ReadyProps) {
  const found = useFound(providers);
  const [isAdding, setIsAdding] = useState(false);
  const isEmpty = providers.length === 0;
  const add = (): void => setIsAdding(true);
  return (
    <div className="flex flex-col items-stretch gap-5">
      {isAdding ? (
        <ProviderForm provider={null} onSaved={onChanged} onClose={() => setIsAdding(false)} />
      ) : (
        !isEmpty && (
          <Button icon={Plus} className="self-start" onClick={add}>
            {strings.models.add}
          </Button>
        )
      )}
      {isEmpty && !isAdding && (
        <EmptyState icon={BrainCircuit} title={strings.models.none} text={strings.models.noneText}>
          <Button look="primary" icon={Plus} onClick={add}>
            {strings.models.add}
          </Button>
        </EmptyState>
      )}
      {found.length > 0 && <Found servers={found} onAdded={onChanged} />}
      {!isEmpty && <ProviderList providers={providers} onChanged={onChanged} />}
      <p className="flex items-start gap-1.5 text-meta text-ink-3">
        <Lock size={14} aria-hidden className="mt-0.5 shrink-0" />
        {keysKept === 'keychain' ? strings.models.keptByKeychain : strings.models.keptInFile}
      </p>
    </div>
  );
}

function Found({ servers, onAdded }: { servers: readonly FoundServer[]; onAdded: () => Promise<void> }) {
  return (
    <section aria-label={strings.models.found} className="rounded-card border border-line bg-raise p-4">
      <h4 className="mb-1 text-list font-semibold text-ink-2">{strings.models.found}</h4>
      <ul className="flex flex-col">
        {servers.map((each) => (
          <FoundRow key={each.base_url} server={each} onAdded={onAdded} />
        ))}
      </ul>
    </section>
  );
}

function FoundRow({ server: { name, kind, base_url, model_count }, onAdded }: { server: FoundServer; onAdded: () => Promise<void> }) {
  const command = useCommand();
  const task = useAsyncAction();
  const add = (): void =>
    task.run(async () => {
      await command('add_provider', { kind, name, base_url });
      await onAdded();
    });
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
      <div className="min-w-0 flex-1 basis-40">
        <p className="text-list font-semibold">{name}</p>
        <p className="truncate text-meta text-ink-2">{[base_url, strings.models.foundModels(model_count)].join(' · ')}</p>
      </div>
      <Button icon={Plus} isBusy={task.isBusy} aria-label={strings.models.addFoundOf(name)} onClick={add}>
        {strings.models.addFound}
      </Button>
      <FieldError text={task.error} />
    </li>
  );
}
