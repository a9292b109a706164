// How components read what may be sealed. All of these draw again when a key comes or goes.
import { useCallback, useMemo } from 'react';
import { useStore } from 'zustand';
import type { FileInfo } from '../../../src-shared/files.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { useApp } from '../store.ts';
import type { Readable, Written } from './room-keys.ts';
import type { ShownFile } from './shown-file.ts';

export function useSecret(roomId: string): string | undefined {
  const { keys } = useApp();
  return useStore(keys.store, ({ secrets }) => secrets[roomId]);
}

/** Whether the room's key is gone when the page, or the app, is closed. */
export function useIsFleeting(roomId: string): boolean {
  const { keys } = useApp();
  return useStore(keys.store, ({ fleeting }) => fleeting.includes(roomId));
}

/** Reads what was written; another function once there are other keys. */
export function useRead(): <T extends Written>(written: T) => Readable<T> {
  const { keys } = useApp();
  const secrets = useStore(keys.store, (state) => state.secrets);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- with other keys the same function would say something else
  return useCallback((written) => keys.read(written), [keys, secrets]);
}

/** A window of messages; the same list as long as neither it nor the keys change. */
export function useReadAll(messages: readonly Message[]): readonly Message[] {
  const { keys } = useApp();
  const secrets = useStore(keys.store, (state) => state.secrets);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- with other keys the same messages say something else
  return useMemo(() => keys.readAll(messages), [keys, secrets, messages]);
}

/** A room's files as this device can show them. */
export function useReadFiles(roomId: string, files: readonly FileInfo[]): readonly ShownFile[] {
  const { keys } = useApp();
  const secrets = useStore(keys.store, (state) => state.secrets);
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- with other keys the same files say something else
  return useMemo(() => files.map((file) => keys.readFile(roomId, file)), [keys, secrets, roomId, files]);
}

export function useReadable<T extends Written>(written: T): Readable<T> {
  const read = useRead();
  return useMemo(() => read(written), [read, written]);
}
