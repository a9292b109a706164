import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src-shared/errors.ts';
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import type { FileInfo } from '../../src-shared/files.ts';
import { FILE_BYTES_MAX, FILE_UNSENT_LIFETIME_MS, FILES_PER_MESSAGE_MAX, SEALED_FILE_BYTES_MAX } from '../../src-shared/limits.ts';
import { manualTimer } from '../../src-shared/notify/testing/manual-timer.ts';
import { fileInfo, MORNING } from '../testing/cast.ts';
import { memoryStorage } from '../testing/memory-storage.ts';
import { blockedBy, createUploads, type Upload, type Uploads } from './uploads.ts';

interface Sent {
  name: string;
  progress(bytes: number): void;
  done(file: FileInfo): void;
  fail(error: Error): void;
}

let sent: Sent[];
let cancelled: string[];
let forgotten: string[];
let storage: Storage;
let tabStorage: Storage;
let uploads: Uploads;
let time: number;
let timer: ReturnType<typeof manualTimer>;
let isLive: boolean;
beforeEach(() => {
  storage = memoryStorage();
  tabStorage = memoryStorage();
  time = MORNING;
  timer = manualTimer();
  isLive = true;
  uploads = create();
});

function create(): Uploads {
  [sent, cancelled, forgotten] = [[], [], []];
  let ids = 0;
  return createUploads({
    storage,
    tabStorage,
    newId: () => `u${(ids += 1)}`,
    now: () => time,
    timer,
    isLive: () => isLive,
    isSealed: (roomId) => roomId === 'vault',
    forget: (id) => void forgotten.push(id),
    send(_roomId, { name }, progress) {
      let resolve: Sent['done'] = () => undefined;
      let reject: Sent['fail'] = () => undefined;
      const file = new Promise<FileInfo>((yes, no) => ([resolve, reject] = [yes, no]));
      sent.push({ name, progress, done: resolve, fail: reject });
      return { file, cancel: () => void cancelled.push(name) };
    },
  });
}

const file = (name: string): File => new File(['x'], name);
const inLobby = (): readonly Upload[] => uploads.store.getState().byRoom.lobby ?? [];
const states = (): string[] => inLobby().map(({ name, status }) => `${name} ${status.state}`);
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

describe('Files that are attached', () => {
  it('are uploaded three at a time, in their order', async () => {
    uploads.add('lobby', ['a', 'b', 'c', 'd'].map(file));
    expect(states()).toEqual(['a uploading', 'b uploading', 'c uploading', 'd waiting']);
    sent[1]?.progress(1);
    expect(inLobby()[1]?.status).toEqual({ state: 'uploading', sent: 1 });
    sent[1]?.done(fileInfo('b'));
    await settled();
    expect(states()).toEqual(['a uploading', 'b done', 'c uploading', 'd uploading']);
    expect(blockedBy(inLobby())).toBe('uploading');
  });

  it('that fail may be tried again, unless that would be of no use', async () => {
    uploads.add('lobby', [file('a'), file('b')]);
    sent[0]?.fail(new AppError('storage_full'));
    sent[1]?.fail(new AppError('file_too_large'));
    await settled();
    expect(inLobby().map(({ status }) => status)).toMatchObject([
      { state: 'failed', reason: new AppError('storage_full').message, canRetry: true },
      { state: 'failed', canRetry: false },
    ]);
    expect(blockedBy(inLobby())).toBe('failed');
    uploads.tryAgain('lobby', 'u1');
    expect(sent.map(({ name }) => name)).toEqual(['a', 'b', 'a']);
  });

  it('that lose their connection go on by themselves when the home is there again, or is still there after a while', async () => {
    uploads.add('lobby', [file('a')]);
    isLive = false;
    sent[0]?.fail(new ConnectionLost('socket 7 closed'));
    await settled();
    expect(inLobby()[0]?.status).toMatchObject({ state: 'failed', canRetry: true, goesOn: true });
    timer.advance(60 * 60 * 1000);
    expect(sent).toHaveLength(1);
    isLive = true;
    uploads.goOn();
    expect(states()).toEqual(['a uploading']);
    sent[1]?.fail(new ConnectionLost('socket 8 closed'));
    await settled();
    timer.advance(3_999);
    expect(sent).toHaveLength(2);
    timer.advance(1);
    sent[2]?.done(fileInfo('a'));
    await settled();
    expect(states()).toEqual(['a done']);
    timer.advance(60 * 60 * 1000);
    expect(sent).toHaveLength(3);
  });

  it('that lose it again and again wait for a user to ask, and then have as many tries again', async () => {
    uploads.add('lobby', [file('a')]);
    const loseAll = async (): Promise<void> => {
      for (let tries = 0; tries < 5; tries += 1) {
        sent.at(-1)?.fail(new ConnectionLost('closed'));
        await settled();
        timer.advance(60_000);
      }
    };
    await loseAll();
    expect(sent).toHaveLength(5);
    expect(inLobby()[0]?.status).toEqual({ state: 'failed', reason: 'The connection was lost.', canRetry: true });
    uploads.goOn();
    expect(sent).toHaveLength(5);
    uploads.tryAgain('lobby', 'u1');
    await loseAll();
    expect(sent).toHaveLength(10);
  });

  it('that were removed, or asked for meanwhile, are not sent a second time', async () => {
    uploads.add('lobby', [file('a'), file('b')]);
    for (const each of sent.slice(0, 2)) each.fail(new ConnectionLost('closed'));
    await settled();
    uploads.remove('lobby', 'u1');
    uploads.tryAgain('lobby', 'u2');
    timer.advance(60_000);
    uploads.goOn();
    expect(sent.map(({ name }) => name)).toEqual(['a', 'b', 'b']);
  });

  it('are cancelled, and taken back from the home when they are there', async () => {
    uploads.add('lobby', [file('a'), file('b')]);
    sent[1]?.done(fileInfo('b'));
    await settled();
    uploads.remove('lobby', 'u1');
    uploads.remove('lobby', 'u2');
    expect([states(), cancelled, forgotten]).toEqual([[], ['a'], ['b']]);
    // It had arrived when it was cancelled.
    sent[0]?.done(fileInfo('a'));
    await settled();
    expect([states(), forgotten]).toEqual([[], ['b', 'a']]);
  });

  it('are not more than a message carries, and none is too large', () => {
    expect(
      uploads.add(
        'lobby',
        Array.from({ length: FILES_PER_MESSAGE_MAX + 2 }, (_, n) => file(`${n}`)),
      ),
    ).toBe(2);
    expect(inLobby()).toHaveLength(FILES_PER_MESSAGE_MAX);
    const large = Object.defineProperty(file('large'), 'size', { value: FILE_BYTES_MAX + 1 });
    uploads.add('garden', [large]);
    expect(uploads.store.getState().byRoom.garden?.[0]?.status).toMatchObject({ state: 'failed', canRetry: false });
    const largeToSeal = Object.defineProperty(file('large'), 'size', { value: SEALED_FILE_BYTES_MAX + 1 });
    uploads.add('vault', [largeToSeal]);
    uploads.add('garden', [largeToSeal]);
    expect(uploads.store.getState().byRoom.vault?.[0]?.status).toMatchObject({
      state: 'failed',
      reason: expect.stringContaining('25 MiB'),
    });
    expect(uploads.store.getState().byRoom.garden?.[1]?.status).toEqual({ state: 'waiting' });
  });

  it('are the message’s once it is sent', async () => {
    uploads.add('lobby', [file('a')]);
    sent[0]?.done(fileInfo('a'));
    await settled();
    expect(blockedBy(inLobby())).toBeNull();
    expect([uploads.take('lobby'), states(), forgotten]).toEqual([[fileInfo('a')], [], []]);
  });

  it('that had not arrived when the page was loaded again are said to be lost, until they are removed', () => {
    uploads.restore('maya', 'lobby');
    uploads.add('lobby', [file('a')]);
    for (let reloads = 0; reloads < 2; reloads += 1) {
      uploads = create();
      uploads.restore('maya', 'lobby');
      expect(inLobby()).toMatchObject([
        { name: 'a', size: 1, status: { state: 'failed', canRetry: false, reason: expect.stringContaining('Lost') } },
      ]);
    }
    uploads.remove('lobby', inLobby()[0]?.key ?? '');
    uploads = create();
    uploads.restore('maya', 'lobby');
    expect(states()).toEqual([]);
    // In another tab they are not lost.
    tabStorage = memoryStorage();
    uploads = create();
    uploads.restore('maya', 'lobby');
    expect(states()).toEqual([]);
  });

  it('of a sealed room are forgotten with the page, their names too', () => {
    uploads.restore('maya', 'vault');
    uploads.add('vault', [file('salary')]);
    expect(JSON.stringify([{ ...storage }, { ...tabStorage }])).not.toContain('salary');
    uploads.restore('maya', 'lobby');
    uploads.add('lobby', [file('salary')]);
    expect(tabStorage.getItem('lanai.files.maya.lobby')).toContain('salary');
    expect(tabStorage.getItem('lanai.files.maya.vault')).toBeNull();
  });

  it('are remembered for as long as the home keeps them', async () => {
    uploads.restore('maya', 'lobby');
    uploads.add('lobby', [file('a'), file('b')]);
    sent[0]?.done(fileInfo('a'));
    await settled();
    uploads = create();
    uploads.restore('maya', 'lobby');
    expect(states()).toEqual(['a.txt done', 'b failed']);
    time = MORNING + FILE_UNSENT_LIFETIME_MS;
    uploads = create();
    uploads.restore('maya', 'lobby');
    expect(states()).toEqual(['b failed']);
    uploads = create();
    uploads.restore('john', 'lobby');
    expect(states()).toEqual([]);
  });
});
