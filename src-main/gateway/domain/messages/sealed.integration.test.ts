// Rooms that take sealed messages only, as the home sees them: it has blobs, and nothing to read.
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { filePath, uploadPath, type FileInfo } from '../../../../src-shared/files.ts';
import { newId, PORTER_ID } from '../../../../src-shared/ids.ts';
import type { Message, Room } from '../../../../src-shared/objects.ts';
import { createRoomCipher, type RoomCipher } from '../../../../src-shared/room-cipher.ts';
import { openFile, openFileInfo, sealFile } from '../../../../src-shared/sealed-files.ts';
import { SEALED_BYTES_MAX } from '../../../../src-shared/sealed-mark.ts';
import { newRoomSecret, roomKey, seal } from '../../../../src-shared/sealed.ts';
import { startTestHome } from '../../testing/home.ts';
import type { WireClient } from '../../testing/wire-client.ts';
import { createTestClock, realAfterBut } from '../../testing/clock.ts';
import { ELECTION_MS } from '../../../../src-shared/limits.ts';
import { homeForAll } from '../../testing/shared-home.ts';

const SECRET = newRoomSecret();
/** For the tables, which are made before there is a room. */
const ANY_BLOB = seal(roomKey('any', 'any'), 'any');
const WORDS = 'the heron nests under the pier';

/** Elections end when a test says so. */
const elections = createTestClock();
const home = homeForAll({ after: realAfterBut((ms) => ms === ELECTION_MS, elections) });
let ada: WireClient;
let rune: WireClient;
let room: Room;

beforeAll(async () => {
  ada = await home.agent('Ada', { agent_id: 'ada' });
  rune = await home.agent('Rune', { agent_id: 'rune' });
  room = await sealedRoom();
});

async function sealedRoom(how: object = {}): Promise<Room> {
  const made = (await home.owner.post('/api/rooms', { name: newId(), public: true, encrypted: true, ...how })).json() as Room;
  for (const agent of [ada, rune]) expect((await agent.request('join_room', { room_id: made.id })).type).toBe('ok');
  return made;
}

const cipherOf = (roomId = room.id): RoomCipher => createRoomCipher(roomId, { secret: SECRET, stretched: null });
const blobOf = (text: string, roomId = room.id): string => cipherOf(roomId).seal({ author_id: 'maya', kind: 'message' }, text);
/** As ClawChat's programs seal. */
const clawChatBlobOf = (text: string): string => seal(roomKey(SECRET, room.id), text);
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

  it('takes blobs of Lanai and of ClawChat as they are, padded or not, up to the size of a message', async () => {
    for (const seals of [blobOf, clawChatBlobOf]) {
      const [short, other] = [seals('a'), seals('a')];
      expect((await post({ content: short })).content).toBe(short);
      const padded = `${other.slice(0, 5)}${Buffer.from(other.slice(5), 'base64').toString('base64')}`;
      expect((await post({ content: padded })).content).toBe(padded);
    }
    const text = 'x'.repeat(SEALED_BYTES_MAX);
    const long = await post({ content: blobOf(text) });
    expect(cipherOf().open(long.content)).toMatchObject({ ok: true, text });
    expect((await home.owner.post(at(), { content: blobOf('x'.repeat(300_000)) })).json()).toMatchObject({ code: 'message_too_large' });
  });

  it('takes a blob once: not again, not from another author, not as an edit, and not after the first is gone', async () => {
    const again = { code: 'sealed_before' };
    for (const seals of [blobOf, clawChatBlobOf]) {
      const [first, second] = [seals('I approve'), seals('I do not')];
      const message = await post({ content: first, client_id: newId() });
      // A retry of the same message is no replay, and neither is an edit that changes nothing.
      expect((await post({ content: first, client_id: message.client_id })).id).toBe(message.id);
      expect((await home.owner.patch(`${at()}/${message.id}`, { content: first })).status).toBe(200);
      const replay = async (content: string): Promise<void> => {
        expect((await home.owner.post(at(), { content })).json()).toMatchObject(again);
        for (const type of ['send_message', 'thinking'])
          expect(await rune.request(type, { room_id: room.id, content })).toMatchObject({ type: 'error', payload: again });
        const mine = await rune.request('send_message', { room_id: room.id, content: seals('mine') });
        const { message_id } = mine.payload as { message_id: string };
        expect(await rune.request('edit_message', { room_id: room.id, message_id, content })).toMatchObject({ payload: again });
      };
      await replay(first);
      await replay(`${first.slice(0, -2)}AA`);
      await replay(`${first.slice(0, 5)}${Buffer.from(first.slice(5), 'base64').toString('base64')}`);
      expect((await home.owner.patch(`${at()}/${message.id}`, { content: second })).status).toBe(200);
      await replay(first);
      await replay(second);
      expect((await home.owner.delete(`${at()}/${message.id}`)).status).toBeLessThan(300);
      await replay(first);
      await replay(second);
    }
  });

  it('takes a blob of another room: the home cannot know that no key of this room opens it', async () => {
    const other = await sealedRoom();
    const content = blobOf('hello');
    await post({ content });
    await post({ content }, other.id);
  });

  it('takes decisions sealed only, and says first that they are the leader’s', async () => {
    const { id: room_id } = await sealedRoom();
    const decide = async (by: WireClient, content: string): Promise<unknown> =>
      (await by.request('decision', { room_id, content })).payload;
    expect(await decide(ada, WORDS)).toMatchObject({ code: 'not_leader' });
    await rune.request('elect_leader', { room_id });
    await ada.request('decline_election', { room_id });
    elections.pass(ELECTION_MS);
    expect(await decide(rune, WORDS)).toMatchObject({ code: 'plaintext_in_encrypted_room' });
    expect(await decide(rune, blobOf(WORDS, room_id))).toMatchObject({ room_id });
  });

  it('is sealed in memory too', async () => {
    const { id } = await sealedRoom({ ephemeral: true });
    expect((await home.owner.post(at(id), { content: WORDS })).json()).toMatchObject({ code: 'plaintext_in_encrypted_room' });
    const content = blobOf(WORDS, id);
    await post({ content }, id);
    expect((await home.owner.post(at(id), { content })).json()).toMatchObject({ code: 'sealed_before' });
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
    for (const query of ['heron', 'clw1', 'lsm1', message.content.slice(5, 13), ''])
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
    const me = (await post({ content: blobOf('who am I') })).author_id;
    const said = { name: 'plan.txt', type: 'text/plain', width: null, height: null };
    const sealed = sealFile(cipherOf(), me, Buffer.from(WORDS), said);
    const upload = await home.owner.send(uploadPath(room.id, sealed.name), { method: 'POST', body: Buffer.from(sealed.bytes) });
    const file = upload.json() as FileInfo;
    expect(file).toMatchObject({ name: sealed.name, type: 'application/octet-stream', size: sealed.bytes.length, width: null });
    const sent = await post({ content: blobOf(''), file_ids: [file.id] });
    expect(sent.attachments).toEqual([file]);
    const back = await home.owner.get(filePath(file));
    expect([...back.bytes]).toEqual([...sealed.bytes]);
    expect(back.headers['content-disposition']).toBe(`attachment; filename="sealed"; filename*=UTF-8''sealed`);
    expect((await home.owner.get(`/api/rooms/${room.id}/files`)).json()).toMatchObject({ files: [{ file }] });
    const opened = openFileInfo(cipherOf(), file);
    expect(opened?.file).toMatchObject({ name: 'plan.txt', size: WORDS.length });
    expect(Buffer.from(openFile(opened?.key ?? new Uint8Array(), back.bytes, WORDS.length)).toString()).toBe(WORDS);
    // Its name came once.
    const again = await home.owner.send(uploadPath(room.id, sealed.name), { method: 'POST', body: Buffer.from(sealed.bytes) });
    expect(again.json()).toMatchObject({ code: 'sealed_before' });
    const longest = sealFile(cipherOf(), me, Buffer.from(WORDS), { ...said, name: `${'\u{1F415}'.repeat(200)}.txt` });
    const long = await home.owner.send(uploadPath(room.id, longest.name), { method: 'POST', body: Buffer.from(longest.bytes) });
    expect(long.json()).toMatchObject({ name: longest.name });
  });

  it('takes no file that is not sealed, nor one under a name that is not', async () => {
    const { name, bytes } = sealFile(cipherOf(), 'maya', Buffer.from(WORDS), {
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

  it.each(['lsm1:', 'clw1:'])(
    'leaves a text that only begins with %s a text: it is found, and compared when it comes again',
    async (prefix) => {
      const fields = { content: `${prefix} begins a blob of storks`, client_id: newId() };
      const { id } = await post(fields, 'lobby');
      await expect
        .poll(async () => (await home.owner.get(`/api/search?query=${prefix.slice(0, 4)}%20storks`)).json())
        .toMatchObject({ results: [{ message: { id } }] });
      expect((await post(fields, 'lobby')).id).toBe(id);
      const other = await home.owner.post(at('lobby'), { ...fields, content: `${prefix} begins another text` });
      expect(other.json()).toMatchObject({ code: 'idempotency_mismatch' });
    },
  );
});

it('Nothing that was said in a sealed room is anywhere in the files of the home', async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'lanai-sealed-'));
  const started = await startTestHome({ dataDir });
  const made = (await started.owner.post('/api/rooms', { name: 'vault', encrypted: true })).json() as Room;
  const content = blobOf(WORDS, made.id);
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
