import { useCallback, useEffect, useState } from 'react';
import type { Subscription } from '../../../src-shared/webhooks.ts';
import { useCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

export type Webhooks =
  | { state: 'loading' }
  | { state: 'ready'; subscriptions: readonly Subscription[] }
  | { state: 'failed'; text: string };

/** Each delivery changes the list. So it is requested while it is shown, instead of being sent to all clients always. */
const EVERY_MS = 2_000;

export function useWebhooks(): { webhooks: Webhooks; reload: () => Promise<void> } {
  const command = useCommand();
  const [webhooks, setWebhooks] = useState<Webhooks>({ state: 'loading' });
  const reload = useCallback(
    () =>
      command('list_subscriptions', {}).then(
        ({ subscriptions }) => setWebhooks({ state: 'ready', subscriptions }),
        // The list stays: the bar above says that the server cannot be reached.
        (error: unknown) => setWebhooks((now) => (now.state === 'ready' ? now : { state: 'failed', text: explain(error) })),
      ),
    [command],
  );
  useEffect(() => {
    void reload();
    const timer = setInterval(() => {
      if (!document.hidden) void reload();
    }, EVERY_MS);
    return () => clearInterval(timer);
  }, [reload]);
  return { webhooks, reload };
}
