import { expect, it } from 'vitest';
import { ConnectionLost } from '../../../src-shared/client/pending-requests.ts';
import { createRoomCipher } from '../../../src-shared/room-cipher.ts';
import { openFile, openFileInfo } from '../../../src-shared/sealed-files.ts';
import type { SendFile } from '../send-file.ts';
import { fileInfo } from '../../testing/cast.ts';
import { sealUploads } from './seal-upload.ts';

const ROOM = createRoomCipher('vault', { secret: 'ab'.repeat(32), stretched: null });

function setup() {
  const sent: File[] = [];
  const cancelled: string[] = [];
  const progress: number[] = [];
  const send: SendFile = (_roomId, file, onProgress) => {
    sent.push(file);
    onProgress(file.size);
    return { file: Promise.resolve(fileInfo('f1', { name: file.name })), cancel: () => void cancelled.push(file.name) };
  };
  const upload = sealUploads(send, {
    isSealed: (roomId) => roomId !== 'lobby',
    cipherOf: (roomId) => (roomId === 'vault' ? ROOM : null),
    meId: () => 'maya',
    measure: (file) => (file.size > 3 ? Promise.resolve({ width: 40, height: 30 }) : Promise.reject(new Error('no picture'))),
  });
  return { sent, cancelled, progress, upload: (room: string, file: File) => upload(room, file, (bytes) => void progress.push(bytes)) };
}

it('a file for a sealed room leaves the device sealed, under a sealed name', async () => {
  const { sent, progress, upload } = setup();
  const stored = await upload('vault', new File(['a picture'], 'plan.png', { type: 'image/png' })).file;
  const [left] = sent;
  expect(`${left?.name} ${await left?.text()}`).not.toMatch(/plan\.png|a picture/);
  const opened = openFileInfo(ROOM, stored);
  expect(opened?.file).toMatchObject({ name: 'plan.png', type: 'image/png', size: 9, width: 40, height: 30 });
  const bytes = new Uint8Array((await left?.arrayBuffer()) ?? new ArrayBuffer());
  expect(new TextDecoder().decode(openFile(opened?.key ?? new Uint8Array(), bytes, 9))).toBe('a picture');
  // The reported progress is of the person's file.
  expect(progress).toEqual([9]);
});

it.each([
  ['notes.md', '', 'aloha', 'text/plain'],
  ['page.html', 'text/html', '<p>', 'text/html'],
  ['run.js', 'text/javascript', 'alert(1)', 'text/plain'],
  ['tool.bin', '', 'a\0b', 'application/octet-stream'],
  ['empty', '', '', 'application/octet-stream'],
  ['song.mp3', 'audio/mpeg', 'la', 'audio/mpeg'],
])('%s (%j) is said to be %j %s', async (name, type, content, said) => {
  const stored = await setup().upload('vault', new File([content], name, { type })).file;
  expect(openFileInfo(ROOM, stored)?.file).toMatchObject({ type: said, width: null, height: null });
});

it('what is called a picture and is none has no size, so that it is shown as a file', async () => {
  const stored = await setup().upload('vault', new File(['no'], 'x.png', { type: 'image/png' })).file;
  expect(openFileInfo(ROOM, stored)?.file).toMatchObject({ type: 'image/png', width: null, height: null });
});

it('other rooms take a file as it is', async () => {
  const { sent, upload } = setup();
  const file = new File(['a'], 'a.txt');
  await upload('lobby', file).file;
  expect(sent).toEqual([file]);
});

it('nothing leaves the device without the room’s key, or once it was cancelled', async () => {
  const { sent, cancelled, upload } = setup();
  await expect(upload('cellar', new File(['a'], 'a.txt')).file).rejects.toThrow(/key/);
  const early = upload('vault', new File(['a'], 'a.txt'));
  early.cancel();
  await expect(early.file).rejects.toThrow(ConnectionLost);
  expect(sent).toEqual([]);
  const late = upload('vault', new File(['a'], 'a.txt'));
  await late.file;
  late.cancel();
  expect(cancelled).toHaveLength(1);
});
