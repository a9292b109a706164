// A page of another version than its home: it reloads automatically as soon as nothing is lost by that, and at most once for its version.
// A page of another build still works: it reloads automatically only while it is not looked at, and else the user is asked.
import { roomOfWriting } from '../sync/timeline.ts';
import type { StoreApi } from 'zustand/vanilla';
import { WATCH_VERSION } from '../../src-shared/limits.ts';
import type { Timer } from '../../src-shared/timer.ts';
import type { HomeState } from '../sync/home-state.ts';
import type { UploadsState } from '../sync/uploads.ts';

/** The version or build that this tab has reloaded for. A reload that does not help is not repeated. */
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
  isHidden(): boolean;
  reload(): void;
}

/** Returns its own end. */
export function reloadWhenOutdated({ store, tabStorage, timer, isBusy, isHidden, reload }: OutdatedSeams): () => void {
  let cancel = (): void => undefined;

  /** `version`: the one that a reload brings. */
  function look(version: string, mayWait: () => boolean): void {
    if (mayWait()) cancel = timer.after(LOOK_EVERY_MS, () => look(version, mayWait));
    else if (noteReload(version)) reload();
  }

  /** False where it was noted before, and where nothing can be noted. */
  function noteReload(version: string): boolean {
    try {
      if (tabStorage.getItem(RELOADED_KEY) === version) return false;
      tabStorage.setItem(RELOADED_KEY, version);
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

  const unsubscribe = store.subscribe(({ connection, newBuild }, before) => {
    if (connection === before.connection) return;
    cancel();
    if (connection.state === 'outdated') look(String(WATCH_VERSION), isBusy);
    if (connection.state !== 'live') return;
    if (newBuild === null) forgetReload();
    else look(newBuild, () => !isHidden() || isBusy());
  });
  return () => {
    unsubscribe();
    cancel();
  };
}

/** The build that the server serves, when the page is of another one. */
export function newBuildOf(document: Pick<Document, 'querySelector'>, served: string | null): string | null {
  const own = document.querySelector<HTMLMetaElement>('meta[name=build]')?.content;
  return own === undefined || own === served ? null : served;
}

/** Files on their way are lost by a reload, and so are all files of sealed rooms, which no disk may hold. */
export function hasUploads({ byRoom }: UploadsState, isSealed: (roomId: string) => boolean): boolean {
  return Object.entries(byRoom).some(
    ([roomId, uploads]) => uploads.length > 0 && (isSealed(roomOfWriting(roomId)) || uploads.some(({ status }) => status.state !== 'done')),
  );
}

/** Whether a field of the page holds text, or a voice message is being recorded. */
export function hasInput(document: Pick<Document, 'querySelectorAll'>): boolean {
  const fields = document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(TEXT_FIELDS);
  return document.querySelectorAll('[data-recording]').length > 0 || [...fields].some(({ value }) => value.trim() !== '');
}
