// Begins with the notifier, after the first screen: the service worker, and the pushes of this device.
import type { StoreApi } from 'zustand/vanilla';
import { parseAppPath, type Place } from '../../../src-shared/deep-link.ts';
import type { AppClient } from '../../../src-shared/client/app-client.ts';
import { drop } from '../../lib/drop.ts';
import type { HomeState } from '../../sync/home-state.ts';
import { keepInstallPrompt } from './install.ts';
import { renewPush } from './push-device.ts';
import { mayHaveWorker, onOpenedPath, registerWorker } from './service-worker.ts';

interface WorkerSeams {
  page: Window;
  client: Pick<AppClient, 'request'>;
  store: StoreApi<HomeState>;
  goTo(place: Place): void;
}

/** Returns its end. */
export function followWorker({ page, client, store, goTo }: WorkerSeams): () => void {
  const endInstall = keepInstallPrompt(page);
  if (!mayHaveWorker(page)) return endInstall;
  const endOpening = onOpenedPath(page, (path) => {
    const place = parseAppPath(path);
    if (place) goTo(place);
  });
  const begin = async (): Promise<void> => {
    await registerWorker(page);
    const meId = store.getState().snapshot?.me_id;
    if (meId !== undefined) await renewPush({ page, request: client.request, meId });
  };
  drop(begin(), 'the next start of the app tries again');
  return () => {
    endInstall();
    endOpening();
  };
}
