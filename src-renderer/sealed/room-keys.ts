// Which sealed rooms this device has the key of, and what their messages say. A key never leaves the device; what is
// sealed is opened when it is drawn, and what was opened is kept in memory only.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { FileInfo } from '../../src-shared/files.ts';
import type { Message } from '../../src-shared/objects.ts';
import { isSealed, roomKey, seal, unseal } from '../../src-shared/sealed.ts';
import { openFileInfo } from '../../src-shared/sealed-files.ts';
import { words } from '../words/words.ts';
import type { KeyKeeper } from './key-keeper.ts';
import { createOpenedTexts } from './opened-texts.ts';
import type { ShownFile } from './shown-file.ts';

/** Why a message stays shut. */
export type Shut = 'no_key' | 'wrong_key' | 'damaged';

/** What somebody wrote, as this device can read it: of what stays shut the text says so in words. */
export type Readable<T> = T & { shut: Shut | null };

/** A message, or one on its way. */
export interface Written {
  room_id: string;
  content: string;
  attachments?: readonly FileInfo[];
}

export interface RoomKeysState {
  /** By the room's id. */
  secrets: Readonly<Record<string, string>>;
  /** Rooms whose key this device could not keep: it is gone when the page or the app is closed. */
  fleeting: readonly string[];
}

export interface RoomKeys {
  store: StoreApi<RoomKeysState>;
  read<T extends Written>(written: T): Readable<T>;
  /** A window of messages, read once for all who ask with the same keys. */
  readAll(messages: readonly Message[]): readonly Message[];
  /** A text as it may leave this device for a room. Without the room's key it is left as it is, and the home refuses it. */
  close(roomId: string, text: string): string;
  /** A file of a room; the same one for the same file as long as the keys are the same. */
  readFile(roomId: string, file: FileInfo): ShownFile;
  /** What a room's files are sealed with; null without its key. */
  keyOf(roomId: string): Uint8Array | null;
  /** How many of these a secret opens, and how many there are to be opened. */
  tries(secret: string, messages: readonly Message[]): { opened: number; sealed: number };
  remember(roomId: string, secret: string): Promise<void>;
  forget(roomId: string): Promise<void>;
}

export function createRoomKeys(keeper: KeyKeeper): RoomKeys {
  const store = createStore<RoomKeysState>(() => ({ secrets: {}, fleeting: [] }));
  const derived = new Map<string, { secret: string; key: Uint8Array }>();
  const texts = createOpenedTexts();
  let windows = new WeakMap<readonly Message[], readonly Message[]>();
  let files = new WeakMap<FileInfo, ShownFile>();

  function keyOf(roomId: string): Uint8Array | null {
    const secret = store.getState().secrets[roomId];
    if (secret === undefined) return null;
    const known = derived.get(roomId);
    if (known?.secret === secret) return known.key;
    const key = roomKey(secret, roomId);
    derived.set(roomId, { secret, key });
    return key;
  }

  function set(roomId: string, secret: string | null, isKept: boolean): void {
    texts.clear();
    windows = new WeakMap();
    files = new WeakMap();
    derived.delete(roomId);
    store.setState(({ secrets: { [roomId]: _, ...others }, fleeting }) => ({
      secrets: secret === null ? others : { ...others, [roomId]: secret },
      fleeting: [...fleeting.filter((id) => id !== roomId), ...(secret === null || isKept ? [] : [roomId])],
    }));
  }

  async function load(): Promise<void> {
    const { secrets, isLasting } = await keeper.load();
    windows = new WeakMap();
    files = new WeakMap();
    // What was entered meanwhile is newer.
    store.setState((now) => ({
      secrets: { ...secrets, ...now.secrets },
      fleeting: isLasting ? now.fleeting : [...new Set([...now.fleeting, ...Object.keys(secrets)])],
    }));
  }
  void load().catch(() => 'they can be entered again');

  function read<T extends Written>(written: T): Readable<T> {
    if (!isSealed(written.content)) return { ...written, shut: null };
    const key = keyOf(written.room_id);
    if (!key) return { ...written, content: words.sealed.shut.no_key, shut: 'no_key' };
    const opened = texts.of(written.room_id, written.content, () => unseal(key, written.content));
    // A blob inside a blob was made with another key as well, and says nothing to a person.
    if (opened.ok && !isSealed(opened.text)) return { ...withFiles(written), content: opened.text, shut: null };
    const shut = !opened.ok && opened.reason === 'damaged' ? 'damaged' : 'wrong_key';
    return { ...written, content: words.sealed.shut[shut], shut };
  }

  /** Without a file there is nothing to copy. */
  function withFiles<T extends Written>(written: T): T {
    if (!written.attachments || written.attachments.length === 0) return written;
    return { ...written, attachments: written.attachments.map((file) => readFile(written.room_id, file)) };
  }

  function readFile(roomId: string, file: FileInfo): ShownFile {
    if (!isSealed(file.name)) return file;
    const known = files.get(file);
    if (known) return known;
    const key = keyOf(roomId);
    const opened = key && openFileInfo(key, file);
    const shown: ShownFile = opened
      ? { ...opened.file, seal: { key: opened.key } }
      : { ...file, name: words.sealed.shutFile, seal: 'shut' };
    files.set(file, shown);
    return shown;
  }

  return {
    store,
    read,
    readFile,
    keyOf,
    readAll(messages) {
      const known = windows.get(messages);
      if (known) return known;
      const opened = messages.some(({ content }) => isSealed(content)) ? messages.map((each) => read(each)) : messages;
      windows.set(messages, opened);
      return opened;
    },
    close(roomId, text) {
      const key = keyOf(roomId);
      return key ? seal(key, text) : text;
    },
    tries(secret, messages) {
      const keys = new Map<string, Uint8Array>();
      const shut = messages.filter(({ content }) => isSealed(content));
      const opened = shut.filter(({ room_id, content }) => {
        const key = keys.get(room_id) ?? roomKey(secret, room_id);
        keys.set(room_id, key);
        return unseal(key, content).ok;
      });
      return { opened: opened.length, sealed: shut.length };
    },
    async remember(roomId, secret) {
      set(roomId, secret, true);
      const isKept = await keeper.keep(roomId, secret).catch(() => false);
      set(roomId, secret, isKept);
    },
    async forget(roomId) {
      await keeper.forget(roomId);
      set(roomId, null, false);
    },
  };
}
