import { KeyRound } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { Key } from '../../src-shared/keys.ts';
import { ShownKey } from '../agents/own-key.tsx';
import { useCommand } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { SkeletonRows } from '../ui/skeleton.tsx';
import { useNow } from '../ui/use-now.ts';
import { ago, explain } from '../ui/words.ts';
import { KeyForm } from './key-form.tsx';
import { PageHeading } from './page-heading.tsx';

type Keys = { state: 'loading' } | { state: 'ready'; keys: readonly Key[] } | { state: 'failed'; text: string };

export function KeysPage() {
  const command = useCommand();
  const [keys, setKeys] = useState<Keys>({ state: 'loading' });
  const [secret, setSecret] = useState<string | null>(null);
  const load = useCallback(
    () =>
      command('list_keys', {}).then(
        (reply) => setKeys({ state: 'ready', keys: reply.keys }),
        (error: unknown) => setKeys({ state: 'failed', text: explain(error) }),
      ),
    [command],
  );
  useEffect(() => void load(), [load]);
  return (
    <>
      <PageHeading
        title="Keys"
        text="A key lets an agent or a script in. Agents on this computer share one of their own; make more to be able to end them one by one."
      />
      <div className="flex flex-col gap-5">
        <KeyForm
          onMade={(made) => {
            setSecret(made);
            void load();
          }}
        />
        {secret !== null && <ShownKey secret={secret} hint="Only a part of it is kept here, to tell it from others." />}
        <KeyList keys={keys} onChanged={load} />
      </div>
    </>
  );
}

function KeyList({ keys, onChanged }: { keys: Keys; onChanged: () => Promise<void> }) {
  const command = useCommand();
  const now = useNow();
  const [ending, setEnding] = useState<Key | null>(null);
  if (keys.state === 'loading') return <SkeletonRows label="Loading keys" />;
  if (keys.state === 'failed') {
    return (
      <div className="flex flex-col items-start gap-3">
        <p role="alert" className="text-list text-ink-2">
          {keys.text}
        </p>
        <Button onClick={() => void onChanged()}>Try again</Button>
      </div>
    );
  }
  const inUse = keys.keys.filter((key) => key.revoked_at === null);
  if (inUse.length === 0) return <EmptyState icon={KeyRound} title="No keys yet" text="Make one for an agent that should have its own." />;
  return (
    <>
      <ul aria-label="Keys" className="border-b border-line-2">
        {inUse.map((key) => (
          <li key={key.id} className="flex items-center gap-3 border-t border-line-2 py-3">
            <KeyRound size={16} aria-hidden className="shrink-0 text-ink-3" />
            <div className="min-w-0 flex-1">
              <p className="truncate text-list font-semibold">{key.label}</p>
              <p className="text-meta text-ink-3">
                <span className="font-mono">{key.hint}…</span> ·{' '}
                {key.last_used_at === null ? 'never used' : `last used ${ago(key.last_used_at, now)}`}
              </p>
            </div>
            <Button look="danger" aria-label={`End key ${key.label}`} onClick={() => setEnding(key)}>
              End key
            </Button>
          </li>
        ))}
      </ul>
      {ending && (
        <ConfirmDialog
          icon={KeyRound}
          title={`End the key “${ending.label}”`}
          text="Whatever uses it is cut off at once and cannot come back with it. There is no undo; you can make another key."
          action="End key"
          onClose={() => setEnding(null)}
          onConfirm={async () => {
            await command('revoke_key', { key_id: ending.id });
            await onChanged();
          }}
        />
      )}
    </>
  );
}
