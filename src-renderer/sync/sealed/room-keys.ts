// Which sealed rooms this device has the key of, and what their messages say. A key never leaves the device; what is
// sealed is opened when it is drawn, and what was opened is kept in memory only.
import { createStore, type StoreApi } from 'zustand/vanilla';
import { AppError } from '../../../src-shared/errors.ts';
import type { FileInfo } from '../../../src-shared/files.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { OpenedMessage, RoomCipher } from '../../../src-shared/room-cipher.ts';
import { doubtsOf, isForged, type Doubt, type Said } from '../../../src-shared/sealed-header.ts';
import { isSealed, sealId } from '../../../src-shared/sealed-mark.ts';
import { createSeenSeals } from '../../../src-shared/seen-seals.ts';
import { strings } from '../../strings/strings.ts';
import type { KeyKeeper } from './key-keeper.ts';
import { createOpenedTexts } from './opened-texts.ts';
import { prepareRoom, type Prepared } from './prepare.ts';
import type { ShownFile } from './shown-file.ts';

/** Why a message stays shut. `not_sealed`: in a sealed room, where anyone at the home could have written it. */
export type Shut = 'no_key' | 'wrong_key' | 'damaged' | 'not_sealed';

/** A message as this device can read it. For an unreadable one, a text says why. */
export type Readable<T> = T & { shut: Shut | null; doubts: readonly Doubt[] };

/** A message, one on its way, or an earlier text of one. What is left out is not compared with what was sealed. */
export type Written = Pick<Message, 'room_id' | 'content'> &
  Partial<Pick<Message, 'author_id' | 'id' | 'seq' | 'kind' | 'client_id' | 'reply_to' | 'created_at' | 'edited_at' | 'deleted_at'>> & {
    attachments?: readonly FileInfo[];
    /** Of the page of a room. */
    version?: number;
  };

export interface RoomKeysState {
  /** By the room's id. */
  secrets: Readonly<Record<string, string>>;
  /** Rooms whose key this device could not keep: it is gone when the page or the app is closed. */
  fleeting: readonly string[];
}

export interface RoomKeys {
  store: StoreApi<RoomKeysState>;
  read<T extends Written>(written: T): Readable<T>;
  /** A window of messages, read once for all who ask with the same keys. What was forged is shut. */
  readAll(messages: readonly Message[]): readonly Message[];
  /** A text as it may leave this device for a room. Throws for a sealed room without its key. */
  close(roomId: string, said: Said, text: string): string;
  /** A file of a room; the same one for the same file as long as the keys are the same. */
  readFile(roomId: string, file: FileInfo): ShownFile;
  /** Null without the room's key. */
  cipherOf(roomId: string): RoomCipher | null;
  /** Sealed as the home says, or because this device has its key: a home that denies it is not believed. */
  isSealed(roomId: string): boolean;
  /** How many of these a secret opens, and how many there are to be opened. */
  tries(roomId: string, secret: string, messages: readonly Message[]): Promise<{ opened: number; sealed: number }>;
  remember(roomId: string, secret: string): Promise<void>;
  forget(roomId: string): Promise<void>;
}

interface RoomKeysSeams {
  /** As the home says. */
  isEncrypted(roomId: string): boolean;
  /** The newest message that is there, which a new one comes after. */
  newestIn(roomId: string): string | null;
  prepare?: typeof prepareRoom;
}

export function createRoomKeys(keeper: KeyKeeper, { isEncrypted, newestIn, prepare = prepareRoom }: RoomKeysSeams): RoomKeys {
  const store = createStore<RoomKeysState>(() => ({ secrets: {}, fleeting: [] }));
  const open = new Map<string, Prepared>();
  /** Rooms whose key was entered or forgotten here: newer than what was kept. */
  const changed = new Set<string>();
  const texts = createOpenedTexts();
  const seen = createSeenSeals();
  /** The secret that was tried last: it is remembered next, and stretching takes a second. */
  let tried: { roomId: string; secret: string; prepared: Prepared } | null = null;
  let windows = new WeakMap<readonly Message[], readonly Message[]>();
  let files = new WeakMap<FileInfo, ShownFile>();

  const cipherOf = (roomId: string): RoomCipher | null => open.get(roomId)?.cipher ?? null;
  const isSealedRoom = (roomId: string): boolean => isEncrypted(roomId) || open.has(roomId);

  function set(roomId: string, prepared: Prepared | null, isKept: boolean): void {
    texts.clear();
    windows = new WeakMap();
    files = new WeakMap();
    if (prepared) open.set(roomId, prepared);
    else open.delete(roomId);
    store.setState(({ secrets: { [roomId]: _, ...others }, fleeting }) => ({
      secrets: prepared ? { ...others, [roomId]: prepared.secret } : others,
      fleeting: [...fleeting.filter((id) => id !== roomId), ...(!prepared || isKept ? [] : [roomId])],
    }));
  }

  async function load(): Promise<void> {
    const { secrets, isLasting } = await keeper.load();
    await Promise.all(Object.entries(secrets).map(([roomId, text]) => loadRoom(roomId, text, isLasting)));
  }
  /** One of an earlier version was kept before it was stretched. */
  async function loadRoom(roomId: string, text: string, isLasting: boolean): Promise<void> {
    const prepared = await prepare(roomId, text);
    if (changed.has(roomId)) return;
    set(roomId, prepared, isLasting);
    if (prepared.kept !== text) await keeper.keep(roomId, prepared.kept);
  }
  void load().catch(() => 'they can be entered again');

  async function prepareOnce(roomId: string, secret: string): Promise<Prepared> {
    if (tried?.roomId === roomId && tried.secret === secret) return tried.prepared;
    const prepared = await prepare(roomId, secret);
    tried = { roomId, secret, prepared };
    return prepared;
  }

  function read<T extends Written>(written: T): Readable<T> {
    const { room_id, content, deleted_at } = written;
    if (!isSealed(content)) {
      const isClear = !isSealedRoom(room_id) || (deleted_at ?? null) !== null;
      return isClear ? { ...written, shut: null, doubts: NO_DOUBTS } : shutAs(written, 'not_sealed');
    }
    const cipher = cipherOf(room_id);
    if (!cipher) return shutAs(written, 'no_key');
    const opened = texts.of(room_id, content, () => cipher.open(content));
    // A blob inside a blob was made with another key as well, and says nothing to a person.
    if (!opened.ok || isSealed(opened.text)) return shutAs(written, !opened.ok && opened.reason === 'damaged' ? 'damaged' : 'wrong_key');
    return { ...withFiles(written), content: opened.text, shut: null, doubts: doubtsAbout(written, opened) };
  }

  function shutAs<T extends Written>(written: T, shut: Shut): Readable<T> {
    return { ...written, content: strings.sealed.shut[shut], shut, doubts: NO_DOUBTS };
  }

  function doubtsAbout(written: Written, { header }: OpenedMessage & { ok: true }): readonly Doubt[] {
    const { id, seq, room_id, content } = written;
    const doubts = doubtsOf(header, written);
    if (id !== undefined && seq !== undefined) doubts.push(...seen.doubtsOf({ id, seq, room_id, content }, header));
    return doubts.length === 0 ? NO_DOUBTS : doubts;
  }

  /** Without a file there is nothing to copy. */
  function withFiles<T extends Written>(written: T): T {
    if (!written.attachments || written.attachments.length === 0) return written;
    return { ...written, attachments: written.attachments.map((file) => readFile(written.room_id, file)) };
  }

  function readFile(roomId: string, file: FileInfo): ShownFile {
    if (!isSealed(file.name) && !isSealedRoom(roomId)) return file;
    const shown = files.get(file) ?? openedFile(roomId, file);
    files.set(file, shown);
    return shown;
  }

  function openedFile(roomId: string, file: FileInfo): ShownFile {
    if (!isSealed(file.name)) return { ...file, name: strings.sealed.plainFile, seal: 'shut' };
    const seal_id = sealId(file.name);
    const opened = open.get(roomId)?.openInfo(file);
    return opened
      ? { ...opened.file, seal: { key: opened.key }, seal_id }
      : { ...file, name: strings.sealed.shutFile, seal: 'shut', seal_id };
  }

  return {
    store,
    read,
    readFile,
    cipherOf,
    isSealed: isSealedRoom,
    readAll(messages) {
      const known = windows.get(messages);
      if (known) return known;
      const isPlain = messages.every(({ room_id, content }) => !isSealed(content) && !isSealedRoom(room_id));
      const opened = isPlain ? messages : messages.map((each) => withoutForged(read(each)));
      windows.set(messages, opened);
      return opened;
    },
    close(roomId, said, text) {
      const cipher = cipherOf(roomId);
      if (cipher) return cipher.seal({ prev: newestIn(roomId), ...said }, text);
      if (isEncrypted(roomId)) throw new AppError('plaintext_in_encrypted_room');
      return text;
    },
    async tries(roomId, secret, messages) {
      const { cipher } = await prepareOnce(roomId, secret);
      const shut = messages.filter(({ content }) => isSealed(content));
      return { opened: shut.filter(({ content }) => cipher.open(content).ok).length, sealed: shut.length };
    },
    async remember(roomId, secret) {
      const prepared = await prepareOnce(roomId, secret);
      tried = null;
      changed.add(roomId);
      // Before the messages are shown: the page can be closed or loaded again as soon as they are.
      const isKept = await keeper.keep(roomId, prepared.kept).catch(() => false);
      set(roomId, prepared, isKept);
    },
    async forget(roomId) {
      changed.add(roomId);
      tried = null;
      await keeper.forget(roomId);
      set(roomId, null, false);
    },
  };
}

const NO_DOUBTS: readonly Doubt[] = [];

function withoutForged(message: Readable<Message>): Readable<Message> {
  return isForged(message.doubts) ? { ...message, content: strings.sealed.notAsSealed } : message;
}
