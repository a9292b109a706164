// Rooms that take sealed messages only, as the home sees them: it has blobs, and nothing to read.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filePath, uploadPath, type FileInfo } from '../../../src-shared/files.ts';
import { newId, PORTER_ID } from '../../../src-shared/ids.ts';
import type { Message, Room } from '../../../src-shared/objects.ts';
import { openFile, openFileInfo, sealFile } from '../../../src-shared/sealed-files.ts';
import { SEALED_BYTES_MAX } from '../../../src-shared/sealed-mark.ts';
import { newRoomSecret, roomKey, seal, unseal } from '../../../src-shared/sealed.ts';
import { startTestHome, type TestHome } from '../testing/home.ts';
import type { WireClient } from '../testing/wire-client.ts';

const SECRET = newRoomSecret();
/** For the tables, which are made before there is a room. */
const ANY_BLOB = seal(roomKey('any', 'any'), 'any');
const WORDS = 'the heron nests under the pier';

let home: TestHome;
let ada: WireClient;
let rune: WireClient;
let room: Room;

beforeAll(async () => {
  home = await startTestHome();
  ada = await home.agent('Ada', { agent_id: 'ada' });
  rune = await home.agent('Rune', { agent_id: 'rune' });
  room = await sealedRoom();
});
afterAll(async () => {
  await home.close();
  expect(home.logged).toEqual([]);
});

async function sealedRoom(how: object = {}): Promise<Room> {
  const made = (await home.owner.post('/api/rooms', { name: newId(), public: true, encrypted: true, ...how })).json() as Room;
  for (const agent of [ada, rune]) expect((await agent.request('join_room', { room_id: made.id })).type).toBe('ok');
  return made;
}

const blobOf = (text: string, roomId = room.id): string => seal(roomKey(SECRET, roomId), text);
const at = (roomId = room.id): string => `/api/rooms/${roomId}/messages`;
const post = async (fields: object, roomId = room.id): Promise<Message> => {
  const answer = await home.owner.post(at(roomId), fields);
  if (answer.status >= 300) throw new Error(answer.text);
  return answer.json() as Message;
};

describe('A sealed room', () => {
  it('says so to everybody, and stays so whatever is asked', async () => {
    expect(room.encrypted).toBe(true);
    expect((await home.owner.get(`/api/rooms/${room.id}`)).json()).toMatchObject({ room: { encrypted: true } });
    expect((await ada.request('room_info', { room_id: room.id })).payload).toMatchObject({ room: { encrypted: true } });
    const changed = await home.owner.patch(`/api/rooms/${room.id}`, { description: 'ours', encrypted: false });
    expect(changed.json()).toMatchObject({ description: 'ours', encrypted: true });
    expect((await home.owner.get(`/api/rooms/${room.id}`)).json()).toMatchObject({ room: { encrypted: true } });
  });

  it.each([
    ['words', WORDS],
    ['nothing', ''],
    ['a prefix', 'clw1:'],
    ['words behind a prefix', `clw1:${WORDS}`],
    ['words that are base64', `clw1:${'theheronnestsunderthepier'}`],
    ['a blob in capitals', ANY_BLOB.toUpperCase()],
    ['a blob with a space before it', ` ${ANY_BLOB}`],
    ['a blob with words behind it', `${ANY_BLOB} ${WORDS}`],
    ['a blob and a line end', `${ANY_BLOB}\n`],
    ['a blob in the alphabet of addresses', `clw1:${'A'.repeat(40)}-_`],
    ['a blob without its tag', `clw1:${'A'.repeat(36)}`],
    ['a blob padded twice over', `clw1:${'A'.repeat(38)}====`],
  ])('takes no %s, by any way', async (_what, content) => {
    const message = await post({ content: blobOf('kept') });
    const refusals = [await home.owner.post(at(), { content }), await home.owner.patch(`${at()}/${message.id}`, { content })];
    for (const refusal of refusals) {
      expect(refusal.status).toBe(400);
      expect(refusal.json()).toMatchObject({ code: 'plaintext_in_encrypted_room' });
    }
    for (const type of ['send_message', 'thinking'])
      expect(await ada.request(type, { room_id: room.id, content })).toMatchObject({
        type: 'error',
        payload: { code: 'plaintext_in_encrypted_room' },
      });
  });

  it('takes a blob as it is, padded or not, up to the size of a message', async () => {
    const short = blobOf('a');
    expect((await post({ content: short })).content).toBe(short);
    const padded = `clw1:${Buffer.from(short.slice(5), 'base64').toString('base64')}`;
    expect((await post({ content: padded })).content).toBe(padded);
    const text = 'x'.repeat(SEALED_BYTES_MAX);
    const long = await post({ content: blobOf(text) });
    expect(unseal(roomKey(SECRET, room.id), long.content)).toEqual({ ok: true, text });
    expect((await home.owner.post(at(), { content: blobOf(`${text}x`) })).json()).toMatchObject({ code: 'message_too_large' });
  });

  it('takes decisions sealed only, and says first that they are the leader’s', async () => {
    const { id: room_id } = await sealedRoom();
    const decide = async (by: WireClient, content: string): Promise<unknown> =>
      (await by.request('decision', { room_id, content })).payload;
    expect(await decide(ada, WORDS)).toMatchObject({ code: 'not_leader' });
    await rune.request('elect_leader', { room_id });
    await ada.request('decline_election', { room_id });
    await expect.poll(() => decide(rune, WORDS)).toMatchObject({ code: 'plaintext_in_encrypted_room' });
    expect(await decide(rune, blobOf(WORDS, room_id))).toMatchObject({ room_id });
  });

  it('is sealed in memory too', async () => {
    const { id } = await sealedRoom({ ephemeral: true });
    expect((await home.owner.post(at(id), { content: WORDS })).json()).toMatchObject({ code: 'plaintext_in_encrypted_room' });
    await post({ content: blobOf(WORDS, id) }, id);
    expect((await home.owner.get(`/api/search?query=clw1&room_id=${id}`)).json()).toMatchObject({ results: [] });
  });

  it('calls those who are named by their id, and keeps calling them after an edit', async () => {
    const message = await post({ content: blobOf('@Ada, come'), mentions: ['ada', 'nobody'] });
    expect(message.mentions).toEqual(['ada']);
    const edited = (await home.owner.patch(`${at()}/${message.id}`, { content: blobOf('@Rune, come') })).json();
    expect(edited).toMatchObject({ mentions: ['ada'] });
  });

  it('is left out of what the home searches, also when no words are asked for', async () => {
    const message = await post({ content: blobOf(WORDS) });
    for (const query of ['heron', 'clw1', message.content.slice(5, 13), ''])
      expect((await home.owner.get(`/api/search?query=${encodeURIComponent(query)}&room_id=${room.id}`)).json()).toMatchObject({
        results: [],
      });
  });

  it('has no answer of Porter, who could neither read nor write there', async () => {
    await post({ content: blobOf('@Porter help'), mentions: [PORTER_ID] });
    const lobby = await home.owner.post(at('lobby'), { content: '@Porter help' });
    // Answers come in order, so this one would have come after the other.
    const history = async (id: string): Promise<Message[]> =>
      ((await home.owner.get(at(id))).json() as { messages: Message[] }).messages.filter((each) => each.author_id === PORTER_ID);
    await expect.poll(async () => (await history('lobby')).some((each) => each.reply_to === lobby.field('id'))).toBe(true);
    expect(await history(room.id)).toEqual([]);
  });

  it('takes a file that is sealed and has a sealed name, and gives back what it was given', async () => {
    const sealed = sealFile(roomKey(SECRET, room.id), Buffer.from(WORDS), {
      name: 'plan.txt',
      type: 'text/plain',
      width: null,
      height: null,
    });
    const upload = await home.owner.send(uploadPath(room.id, sealed.name), { method: 'POST', body: Buffer.from(sealed.bytes) });
    const file = upload.json() as FileInfo;
    expect(file).toMatchObject({ name: sealed.name, type: 'application/octet-stream', size: sealed.bytes.length, width: null });
    const sent = await post({ content: blobOf(''), file_ids: [file.id] });
    expect(sent.attachments).toEqual([file]);
    const back = await home.owner.get(filePath(file));
    expect([...back.bytes]).toEqual([...sealed.bytes]);
    expect(back.headers['content-disposition']).toBe(`attachment; filename="sealed"; filename*=UTF-8''sealed`);
    expect((await home.owner.get(`/api/rooms/${room.id}/files`)).json()).toMatchObject({ files: [{ file }] });
    const opened = openFileInfo(roomKey(SECRET, room.id), file);
    expect(opened?.file.name).toBe('plan.txt');
    expect(Buffer.from(openFile(opened?.key ?? new Uint8Array(), back.bytes)).toString()).toBe(WORDS);
  });

  it('takes no file that is not sealed, nor one under a name that is not', async () => {
    const { name, bytes } = sealFile(roomKey(SECRET, room.id), Buffer.from(WORDS), {
      name: 'x',
      type: 'text/plain',
      width: null,
      height: null,
    });
    const refusal = async (as: string, body: Buffer): Promise<string> =>
      (await home.owner.send(uploadPath(room.id, as), { method: 'POST', body })).field('code');
    expect(await refusal('a.txt', Buffer.from(WORDS))).toBe('plaintext_in_encrypted_room');
    expect(await refusal('a.txt', Buffer.from(bytes))).toBe('plaintext_in_encrypted_room');
    expect(await refusal(name, Buffer.from(WORDS))).toBe('plaintext_in_encrypted_room');
    expect(await refusal(name, Buffer.from(bytes.subarray(0, 20)))).toBe('plaintext_in_encrypted_room');
  });

  it('leaves ordinary rooms as they are: a blob is a text like any other there', async () => {
    const content = blobOf('somewhere else', 'lobby');
    expect((await post({ content }, 'lobby')).content).toBe(content);
  });
});

it('Nothing that was said in a sealed room is anywhere in the files of the home', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-sealed-'));
  const started = await startTestHome({ dataDir });
  const made = (await started.owner.post('/api/rooms', { name: 'vault', encrypted: true })).json() as Room;
  const content = seal(roomKey(SECRET, made.id), WORDS);
  expect((await started.owner.post(at(made.id), { content: WORDS })).status).toBe(400);
  expect((await started.owner.post(at(made.id), { content })).status).toBeLessThan(300);
  const bytes = (): Buffer =>
    Buffer.concat(
      readdirSync(dataDir, { recursive: true, withFileTypes: true })
        .filter((each) => each.isFile())
        .map((each) => readFileSync(path.join(each.parentPath, each.name))),
    );
  for (const [when, found] of [['open', bytes()] as const, ['closed', await started.close().then(bytes)] as const]) {
    expect(found.includes(content), when).toBe(true);
    expect(found.includes('heron'), when).toBe(false);
    expect(found.includes(SECRET), when).toBe(false);
  }
  rmSync(dataDir, { recursive: true });
});
