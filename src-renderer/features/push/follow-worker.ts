// Begins with the notifier, after the first screen: the service worker, and what it opens.
import { parseAppPath, type Place } from '../../../src-shared/deep-link.ts';
import { drop } from '../../lib/drop.ts';
import { mayHaveWorker, onOpenedPath, registerWorker } from './service-worker.ts';

interface WorkerSeams {
  page: Window;
  goTo(place: Place): void;
}

/** Returns its end. */
export function followWorker({ page, goTo }: WorkerSeams): () => void {
  if (!mayHaveWorker(page)) return () => undefined;
  drop(registerWorker(page), 'the next start of the app tries again');
  return onOpenedPath(page, (path) => {
    const place = parseAppPath(path);
    if (place) goTo(place);
  });
}
