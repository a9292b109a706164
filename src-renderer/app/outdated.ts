// A page of another version than its home: it reloads by itself as soon as nothing is lost by that, and at most once for its version.
import { roomOfWriting } from '../sync/timeline.ts';
import type { StoreApi } from 'zustand/vanilla';
import { WATCH_VERSION } from '../../src-shared/limits.ts';
import type { Timer } from '../../src-shared/timer.ts';
import type { HomeState } from '../sync/home-state.ts';
import type { UploadsState } from '../sync/uploads.ts';

/** The version that this tab has reloaded for. A reload that brings the same version again is not repeated. */
const RELOADED_KEY = 'lanai.reloaded-version';
/** How often it looks whether nothing would be lost any more. */
const LOOK_EVERY_MS = 1_000;

const TEXT_FIELDS = [
  'textarea',
  'input:not([type])',
  ...['text', 'search', 'password', 'email', 'url'].map((type) => `input[type=${type}]`),
]
  .map((field) => `${field}:not([readonly])`)
  .join();

interface OutdatedSeams {
  store: StoreApi<HomeState>;
  /** Of this tab alone. */
  tabStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
  timer: Timer;
  /** Whether a reload would lose something. */
  isBusy(): boolean;
  reload(): void;
}

/** Returns its own end. */
export function reloadWhenOutdated({ store, tabStorage, timer, isBusy, reload }: OutdatedSeams): () => void {
  let cancel = (): void => undefined;

  function look(): void {
    if (isBusy()) cancel = timer.after(LOOK_EVERY_MS, look);
    else if (noteReload()) reload();
  }

  /** False where it was noted before, and where nothing can be noted. */
  function noteReload(): boolean {
    try {
      if (tabStorage.getItem(RELOADED_KEY) === String(WATCH_VERSION)) return false;
      tabStorage.setItem(RELOADED_KEY, String(WATCH_VERSION));
      return true;
    } catch {
      return false;
    }
  }

  function forgetReload(): void {
    try {
      tabStorage.removeItem(RELOADED_KEY);
    } catch {
      // A storage that refuses holds no note.
    }
  }

  const unsubscribe = store.subscribe(({ connection }, before) => {
    if (connection === before.connection) return;
    cancel();
    if (connection.state === 'outdated') look();
    if (connection.state === 'live') forgetReload();
  });
  return () => {
    unsubscribe();
    cancel();
  };
}

/** Files on their way are lost by a reload, and so are all files of sealed rooms, which no disk may hold. */
export function hasUploads({ byRoom }: UploadsState, isSealed: (roomId: string) => boolean): boolean {
  return Object.entries(byRoom).some(
    ([roomId, uploads]) => uploads.length > 0 && (isSealed(roomOfWriting(roomId)) || uploads.some(({ status }) => status.state !== 'done')),
  );
}

/** Whether a text field of the page holds text. */
export function hasTypedText(document: Pick<Document, 'querySelectorAll'>): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(TEXT_FIELDS);
  return [...fields].some(({ value }) => value.trim() !== '');
}
