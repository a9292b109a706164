import { useCallback, useEffect, useState } from 'react';
import type { Key } from '../../../src-shared/keys.ts';
import { ShownKey } from '../../features/keys/own-key.tsx';
import { useCommand } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { KeyForm } from '../../features/keys/key-form.tsx';
import { KeyList } from '../../features/keys/key-list.tsx';
import { LimitsBlock } from './limits-block.tsx';
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
      <PageHeading title={strings.palette.settingsPages.keys} text={strings.keys.lead} />
      <div className="flex flex-col gap-5">
        <KeyForm
          onMade={(made) => {
            setSecret(made);
            void load();
          }}
        />
        {secret !== null && <ShownKey secret={secret} hint={strings.keys.partHint} />}
        <Loaded keys={keys} onChanged={load} />
      </div>
      <LimitsBlock />
    </>
  );
}

function Loaded({ keys, onChanged }: { keys: Keys; onChanged: () => Promise<void> }) {
  if (keys.state === 'loading') return <SkeletonRows label={strings.keys.loading} />;
  if (keys.state === 'ready') return <KeyList keys={keys.keys} onChanged={onChanged} />;
  return (
    <div className="flex flex-col items-start gap-3">
      <p role="alert" className="text-list text-ink-2">
        {keys.text}
      </p>
      <Button onClick={() => void onChanged()}>{strings.settings.tryAgain}</Button>
    </div>
  );
}
