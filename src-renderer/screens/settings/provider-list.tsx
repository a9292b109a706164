import clsx from 'clsx';
import { BrainCircuit, ChevronRight, CircleAlert, CircleCheck, RotateCw } from 'lucide-react';
import { useState } from 'react';
import type { Provider } from '../../../src-shared/providers.ts';
import { useModels, type Checked } from '../../features/models/use-providers.ts';
import { useCommand, useParticipants } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { ModelList } from './model-list.tsx';
import { ProviderForm } from './provider-form.tsx';

interface ProviderListProps {
  providers: readonly Provider[];
  onChanged: () => Promise<void>;
}

export function ProviderList({ providers, onChanged }: ProviderListProps) {
  const command = useCommand();
  const participants = useParticipants();
  const [removing, setRemoving] = useState<Provider | null>(null);
  return (
    <>
      <ul aria-label={strings.models.list} className="border-b border-line-2">
        {providers.map((each) => (
          <ProviderRow key={each.id} provider={each} onRemove={() => setRemoving(each)} onChanged={onChanged} />
        ))}
      </ul>
      {removing && (
        <ConfirmDialog
          icon={BrainCircuit}
          title={strings.models.removeTitle(removing.name)}
          text={removal(removing, participants)}
          action={strings.models.removeAction}
          onClose={() => setRemoving(null)}
          onConfirm={async () => {
            await command('remove_provider', { provider_id: removing.id });
            await onChanged();
          }}
        />
      )}
    </>
  );
}

function removal({ agent_ids }: Provider, participants: ReturnType<typeof useParticipants>): string {
  const names = agent_ids.map((id) => participants[id]?.name ?? strings.ui.formerMember);
  return names.length === 0 ? strings.models.removeText : strings.models.removeUsed(listed(names, 8));
}

interface ProviderRowProps {
  provider: Provider;
  onRemove: () => void;
  onChanged: () => Promise<void>;
}

function ProviderRow({ provider, onRemove, onChanged }: ProviderRowProps) {
  const { checked, check } = useModels(provider.id);
  const [isChanging, setIsChanging] = useState(false);
  const { name, base_url } = provider;
  return (
    <li className="flex flex-col gap-2 border-t border-line-2 py-3">
      <div className="flex gap-3 max-sm:flex-col">
        <div className="min-w-0 flex-1">
          <p className="truncate text-list font-semibold">{name}</p>
          <p className="truncate font-mono text-code text-ink-2" title={base_url}>
            {base_url}
          </p>
          <State checked={checked} />
        </div>
        <div className="flex shrink-0 flex-wrap items-start gap-2">
          <Button icon={RotateCw} isBusy={checked.state === 'checking'} aria-label={strings.models.checkOf(name)} onClick={check}>
            {strings.models.check}
          </Button>
          <Button aria-label={strings.models.changeOf(name)} aria-expanded={isChanging} onClick={() => setIsChanging(!isChanging)}>
            {strings.models.change}
          </Button>
          <Button look="danger" aria-label={strings.models.removeOf(name)} onClick={onRemove}>
            {strings.models.remove}
          </Button>
        </div>
      </div>
      {isChanging && (
        <ProviderForm
          provider={provider}
          onClose={() => setIsChanging(false)}
          onSaved={async () => {
            await onChanged();
            check();
          }}
        />
      )}
      {checked.state === 'works' && checked.models.length > 0 && (
        <details className="group">
          <summary
            aria-label={strings.models.modelsOf(name)}
            className="flex h-9 list-none items-center gap-1.5 rounded-control text-list font-semibold text-ink-2 tap:h-11 [&::-webkit-details-marker]:hidden"
          >
            <ChevronRight
              size={15}
              aria-hidden
              className="transition-transform duration-120 group-open:rotate-90 rtl:group-open:-rotate-90"
            />
            {strings.models.showModels}
          </summary>
          <ModelList providerId={provider.id} name={name} models={checked.models} />
        </details>
      )}
    </li>
  );
}

function State({ checked }: { checked: Checked }) {
  const isBad = checked.state === 'failed';
  const Icon = isBad ? CircleAlert : checked.state === 'works' ? CircleCheck : RotateCw;
  return (
    <p
      role="status"
      className={clsx(
        'mt-1 flex items-start gap-1.5 text-meta',
        { checking: 'text-ink-2', works: 'text-ok-ink', failed: 'text-coral-ink' }[checked.state],
      )}
    >
      <Icon size={14} aria-hidden className="mt-0.5 shrink-0" />
      {wordsOf(checked)}
    </p>
  );
}

function wordsOf(checked: Checked): string {
  if (checked.state === 'checking') return strings.models.checking;
  return checked.state === 'works' ? strings.models.works(checked.models.length) : checked.text;
}
