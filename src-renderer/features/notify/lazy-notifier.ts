// The notifier is fetched once the app is connected and the first screen is drawn. The user sees earlier events anyway.
import { createBackoff, SCHEDULES } from '../../../src-shared/client/backoff.ts';
import { drop } from '../../lib/drop.ts';
import type { Calls, CallSeams } from './notifier.ts';

export function lazyNotifier(seams: CallSeams): Calls {
  const { store, timer } = seams;
  const backoff = createBackoff(SCHEDULES.program);
  let calls: Calls | null = null;
  let isClosed = false;
  let cancel = (): void => undefined;

  async function load(): Promise<void> {
    try {
      const { followCalls } = await import('./notifier.ts');
      if (!isClosed) calls = followCalls(seams);
    } catch {
      if (!isClosed) cancel = timer.after(backoff.next(), () => drop(load(), 'load tries again by itself'));
    }
  }

  const stop = store.subscribe(({ snapshot, connection }) => {
    if (!snapshot || connection.state !== 'live') return;
    stop();
    drop(load(), 'load tries again by itself');
  });
  return {
    onEvent: (event, snapshot) => calls?.onEvent(event, snapshot),
    close() {
      isClosed = true;
      stop();
      cancel();
      calls?.close();
    },
  };
}
