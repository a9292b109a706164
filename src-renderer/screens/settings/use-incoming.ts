import { useCallback, useEffect, useState } from 'react';
import type { IncomingWebhook } from '../../../src-shared/incoming-webhooks.ts';
import { useCommand } from '../../sync/store.ts';
import { explain } from '../../ui/phrases.ts';

type Known = { state: 'loading' } | { state: 'failed'; text: string } | { state: 'ready'; webhooks: readonly IncomingWebhook[] };

/** Each request changes the list. So it is asked for while it is shown. */
const EVERY_MS = 3_000;

/** The webhooks with which programs post. */
export function useIncoming(): { known: Known; reload: () => Promise<void> } {
  const command = useCommand();
  const [known, setKnown] = useState<Known>({ state: 'loading' });
  const reload = useCallback(
    () =>
      command('list_incoming_webhooks', {}).then(
        ({ webhooks }) => setKnown({ state: 'ready', webhooks }),
        // The list stays: the bar above says that the server cannot be reached.
        (error: unknown) => setKnown((now) => (now.state === 'ready' ? now : { state: 'failed', text: explain(error) })),
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
  return { known, reload };
}
