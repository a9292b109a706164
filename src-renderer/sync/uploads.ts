// Files that were attached and are not sent yet, per room. They go on uploading while another room is looked at, and
// those that arrived are remembered in the browser, so that a draft still has them after a reload. Of those on their way
// only the names are, in this tab: what was lost by the reload is said.
import * as z from 'zod/mini';
import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '../../src-shared/errors.ts';
import { FileInfo } from '../../src-shared/files.ts';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import type { Timer } from '../../src-shared/timer.ts';
import { FILE_BYTES_MAX, FILE_UNSENT_LIFETIME_MS, FILES_PER_MESSAGE_MAX, SEALED_FILE_BYTES_MAX } from '../../src-shared/limits.ts';
import { errorMessage } from '../strings/error-message.ts';
import { createRetrySchedule } from './retry-schedule.ts';
import type { SendFile } from './send-file.ts';
import { roomOfWriting } from './timeline.ts';
import { strings } from '../strings/strings.ts';

/** More at once would only make each slower. */
const AT_ONCE_MAX = 3;
/** The home lets go of unsent files after its time; its clock and this one may differ. */
const KEPT_MS = FILE_UNSENT_LIFETIME_MS - 60 * 60 * 1000;
const PREFIX = 'lanai.files.';
/** An upload that had not arrived. */
const Missing = z.object({ name: z.string(), size: z.number() });

export type UploadStatus =
  | { state: 'waiting' }
  | { state: 'uploading'; sent: number }
  | { state: 'done'; file: FileInfo }
  /** `goesOn`: it is tried again without anybody asking for it. */
  | { state: 'failed'; reason: string; canRetry: boolean; isLost?: true; goesOn?: true };

export interface Upload {
  key: string;
  name: string;
  size: number;
  status: UploadStatus;
}

export interface UploadsState {
  /** By room, and for a reply by room and thread (`writingKey`). */
  byRoom: Readonly<Record<string, readonly Upload[]>>;
}

export interface Uploads {
  readonly store: StoreApi<UploadsState>;
  /** Those beyond what one message carries are not taken; tells how many those are. */
  add(roomId: string, files: readonly File[]): number;
  /** Cancels it when it is under way, and takes it back from the home when it is there. */
  remove(roomId: string, key: string): void;
  tryAgain(roomId: string, key: string): void;
  /** The home is there again: an upload that lost its connection continues. */
  goOn(): void;
  /** Takes the finished uploads for a message, which owns them from now on. */
  take(roomId: string): FileInfo[];
  /** Restores the uploads of an earlier visit. */
  restore(meId: string, roomId: string): void;
  close(): void;
}

export interface UploadsSeams {
  send: SendFile;
  /** Files of such a room are sealed in memory, and not even their names may come to a disk. */
  isSealed(roomId: string): boolean;
  /** Takes an unsent file back from the home. */
  forget(fileId: string): void;
  storage: Storage;
  /** Of this tab alone: a reload of this tab does not lose those of another. */
  tabStorage: Storage;
  timer: Timer;
  /** Whether the home is there, as far as one can tell. */
  isLive(): boolean;
  newId(): string;
  now(): number;
}

export function createUploads({ send, isSealed, forget, storage, tabStorage, timer, isLive, newId, now }: UploadsSeams): Uploads {
  const store = createStore<UploadsState>(() => ({ byRoom: {} }));
  const contents = new Map<string, File>();
  const underWay = new Map<string, () => void>();
  const owners = new Map<string, string>();
  const tries = createRetrySchedule(timer);

  const uploadsOf = (roomId: string): readonly Upload[] => store.getState().byRoom[roomId] ?? [];
  function set(roomId: string, uploads: readonly Upload[]): void {
    store.setState(({ byRoom }) => ({ byRoom: { ...byRoom, [roomId]: uploads } }));
    remember(roomId, uploads);
    startNext();
  }
  function setStatus(roomId: string, key: string, status: UploadStatus): void {
    set(
      roomId,
      uploadsOf(roomId).map((each) => (each.key === key ? { ...each, status } : each)),
    );
  }

  function startNext(): void {
    for (const [roomId, uploads] of Object.entries(store.getState().byRoom)) {
      const next = uploads.find((each) => each.status.state === 'waiting' && !underWay.has(each.key));
      if (next && underWay.size < AT_ONCE_MAX) start(roomId, next);
    }
  }
  function start(roomId: string, { key }: Upload): void {
    const content = contents.get(key);
    if (!content) return;
    const sending = send(roomOfWriting(roomId), content, (sent) => {
      if (underWay.has(key)) setStatus(roomId, key, { state: 'uploading', sent });
    });
    underWay.set(key, sending.cancel);
    sending.file.then(
      (file) => ended(roomId, key, { state: 'done', file }),
      (error: unknown) => ended(roomId, key, failed(error)),
    );
    setStatus(roomId, key, { state: 'uploading', sent: 0 });
  }
  function ended(roomId: string, key: string, status: UploadStatus): void {
    underWay.delete(key);
    const isWanted = uploadsOf(roomId).some((each) => each.key === key);
    if (status.state === 'done') contents.delete(key);
    if (status.state === 'done' && !isWanted) forget(status.file.id);
    if (isWanted) setStatus(roomId, key, status.state === 'failed' && status.goesOn ? lostConnection(roomId, key) : status);
    else startNext();
    if (status.state === 'done' || !isWanted) tries.forget(key);
  }
  function lostConnection(roomId: string, key: string): UploadStatus {
    // The home may never have been gone: only this one connection.
    const goesOn = tries.lost(key, () => isLive() && again(roomId, key));
    if (!goesOn) return { state: 'failed', reason: strings.state.uploadLost, canRetry: true };
    return { state: 'failed', reason: strings.state.uploadGoesOn, canRetry: true, goesOn };
  }
  function again(roomId: string, key: string): void {
    tries.begun(key);
    setStatus(roomId, key, { state: 'waiting' });
  }

  function remember(roomId: string, uploads: readonly Upload[]): void {
    const meId = owners.get(roomId);
    if (meId === undefined) return;
    const there = uploads.flatMap(({ status }) => (status.state === 'done' ? [status.file] : []));
    const missing = uploads.flatMap(({ name, size, status }) => (isMissing(status) ? [{ name, size }] : []));
    keep(storage, keyOf(meId, roomId), there);
    keep(tabStorage, keyOf(meId, roomId), isSealed(roomOfWriting(roomId)) ? [] : missing);
  }

  return {
    store,
    add(roomId, files) {
      const before = uploadsOf(roomId);
      const taken = files.slice(0, Math.max(0, FILES_PER_MESSAGE_MAX - before.length));
      const added = taken.map((file): Upload => {
        const upload = { key: newId(), name: file.name, size: file.size };
        const most = isSealed(roomOfWriting(roomId)) ? SEALED_FILE_BYTES_MAX : FILE_BYTES_MAX;
        if (file.size > most) return { ...upload, status: tooLarge(most) };
        contents.set(upload.key, file);
        return { ...upload, status: { state: 'waiting' } };
      });
      if (added.length > 0) set(roomId, [...before, ...added]);
      return files.length - taken.length;
    },
    remove(roomId, key) {
      const upload = uploadsOf(roomId).find((each) => each.key === key);
      contents.delete(key);
      tries.forget(key);
      set(
        roomId,
        uploadsOf(roomId).filter((each) => each.key !== key),
      );
      underWay.get(key)?.();
      if (upload?.status.state === 'done') forget(upload.status.file.id);
    },
    tryAgain(roomId, key) {
      tries.forget(key);
      setStatus(roomId, key, { state: 'waiting' });
    },
    goOn() {
      for (const [roomId, uploads] of Object.entries(store.getState().byRoom))
        for (const { key, status } of uploads) if (status.state === 'failed' && status.goesOn) again(roomId, key);
    },
    take(roomId) {
      const there = finished(uploadsOf(roomId));
      set(
        roomId,
        uploadsOf(roomId).filter(({ status }) => status.state !== 'done'),
      );
      return there;
    },
    restore(meId, roomId) {
      if (owners.has(roomId)) return;
      owners.set(roomId, meId);
      const key = keyOf(meId, roomId);
      const kept = saved(FileInfo, storage.getItem(key)).filter((file) => file.created_at > now() - KEPT_MS);
      const restored = kept.map((file): Upload => ({ key: file.id, name: file.name, size: file.size, status: { state: 'done', file } }));
      const missing = saved(Missing, tabStorage.getItem(key)).map((file): Upload => ({ ...file, key: newId(), status: lost() }));
      if (restored.length + missing.length > 0) set(roomId, [...restored, ...missing, ...uploadsOf(roomId)]);
    },
    close() {
      for (const cancel of underWay.values()) cancel();
      tries.close();
    },
  };
}

/** The files that a message can carry. */
export function finished(uploads: readonly Upload[]): FileInfo[] {
  return uploads.flatMap(({ status }) => (status.state === 'done' ? [status.file] : []));
}

/** Whether something has to happen before the message can go. */
export function blockedBy(uploads: readonly Upload[]): 'uploading' | 'failed' | null {
  if (uploads.some(({ status }) => status.state === 'failed')) return 'failed';
  return uploads.some(({ status }) => status.state !== 'done') ? 'uploading' : null;
}

function keep(storage: Storage, key: string, files: readonly unknown[]): void {
  if (files.length === 0) return storage.removeItem(key);
  try {
    storage.setItem(key, JSON.stringify(files));
  } catch {
    // The storage is full: the files are still attached, they only would not survive a reload.
  }
}

/** The uploads that a reload loses, or has lost. */
function isMissing(status: UploadStatus): boolean {
  return status.state === 'failed' ? status.canRetry || status.isLost === true : status.state !== 'done';
}

function lost(): UploadStatus {
  return { state: 'failed', reason: strings.state.uploadCutOff, canRetry: false, isLost: true };
}

function tooLarge(most: number): UploadStatus {
  return { state: 'failed', reason: strings.state.fileTooLarge(most / 1024 / 1024), canRetry: false };
}

function failed(error: unknown): UploadStatus {
  if (error instanceof ConnectionLost) return { state: 'failed', reason: strings.state.uploadLost, canRetry: true, goesOn: true };
  return { state: 'failed', reason: reasonOf(error), canRetry: !(error instanceof AppError && error.code === 'file_too_large') };
}

function reasonOf(error: unknown): string {
  return error instanceof AppError ? errorMessage(error) : strings.state.uploadFailed;
}

function keyOf(meId: string, roomId: string): string {
  return `${PREFIX}${meId}.${roomId}`;
}

function saved<T>(schema: z.ZodMiniType<T>, text: string | null): T[] {
  try {
    const parsed = z.array(schema).safeParse(JSON.parse(text ?? '[]'));
    return parsed.success ? parsed.data : [];
  } catch {
    return [];
  }
}
