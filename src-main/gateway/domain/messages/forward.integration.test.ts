// Forwarded messages: what the readers of the new message get of the first one, and of its room and files.
import { beforeAll, describe, expect, it } from 'vitest';
import { LOBBY_ID, newId } from '../../../../src-shared/ids.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Browser } from '../../testing/browser.ts';
import { createFileSender } from '../../testing/file-sender.ts';
import { homeForAll } from '../../testing/shared-home.ts';
import { watchAs, type Watcher } from '../../testing/watcher.ts';

const HIDDEN_NAME = 'the plan behind the wall';

const home = homeForAll();
let owner: Watcher;
let gus: Browser;
let secret: string;
beforeAll(async () => {
  gus = await home.guest('Gus', { room_ids: [LOBBY_ID] });
  owner = await watchAs(home, home.owner);
  secret = (await owner.do('create_room', { name: HIDDEN_NAME })).id;
});

const say = (content: string, more: object = {}): Promise<Message> => owner.do('send_message', { room_id: secret, content, ...more });
const forward = (message: Message, more: object = {}): Promise<Message> =>
  owner.do('forward_message', { room_id: LOBBY_ID, from_room_id: message.room_id, message_id: message.id, ...more });
const codeOf = async (browser: Browser, command: string, payload: object): Promise<unknown> => {
  const client = await home.socketOf(browser);
  const answer = await client.request(command, payload);
  client.close();
  return Reflect.get(Object(answer.payload), 'code');
};

describe('A forwarded message', () => {
  it('has the author and the time of the first one, and no name of its room', async () => {
    const guest = await watchAs(home, gus);
    const message = await say('The gate code');
    const sent = await forward(message, { comment: 'For you, @Gus' });
    const { id: message_id, seq, author_id, created_at: sent_at } = message;
    const forwarded_from = { room_id: secret, message_id, seq, author_id, author_name: 'Ada', sent_at, comment_chars: 13 };
    expect(sent).toMatchObject({
      content: 'For you, @Gus\n\nThe gate code',
      forwarded_from: { ...forwarded_from, author_name: expect.any(String) },
    });
    await expect.poll(() => JSON.stringify(guest.events())).toContain(sent.id);
    expect(JSON.stringify(guest.events())).not.toContain(HIDDEN_NAME);
    expect((await guest.picture()).rooms[secret]).toBeUndefined();
    guest.close();
  });

  it('calls only those that its comment names', async () => {
    const message = await say('Ask @Gus');
    expect((await forward(message)).mentions).toEqual([]);
    expect((await forward(message, { comment: '@Gus look' })).mentions).toHaveLength(1);
  });

  it('keeps its first author when it is forwarded again, and loses the comment', async () => {
    const first = await say('Over and over');
    const again = await forward(await forward(first, { comment: 'once' }), { room_id: secret, comment: 'twice' });
    expect(again).toMatchObject({ content: 'twice\n\nOver and over', forwarded_from: { message_id: first.id, room_id: secret } });
  });

  it('cannot be changed, and loses the reference with its text', async () => {
    const { id: message_id } = await forward(await say('Signed: Ada'));
    expect(await codeOf(home.owner, 'edit_message', { room_id: LOBBY_ID, message_id, content: 'I owe you' })).toBe('invalid_payload');
    expect(await owner.do('delete_message', { room_id: LOBBY_ID, message_id })).not.toHaveProperty('forwarded_from');
  });

  it('is posted once for one client id', async () => {
    const [message, other] = [await say('Once'), await say('Other')];
    const client_id = newId();
    expect((await forward(message, { client_id })).id).toBe((await forward(message, { client_id })).id);
    await expect(forward(other, { client_id })).rejects.toThrow('idempotency_mismatch');
  });

  it('has copies of the files, which belong to the new room and stay when the first message is deleted', async () => {
    const file = await createFileSender(home).upload('aloha', { room: secret });
    const message = await say('With a file', { file_ids: [file.id] });
    const sent = await forward(message);
    const [copy] = sent.attachments;
    expect(copy).toMatchObject({ name: file.name, sha256: file.sha256, size: file.size });
    expect(copy?.id).not.toBe(file.id);
    expect((await gus.get(`/api/files/${file.id}`)).status).toBe(404);
    await owner.do('delete_message', { room_id: secret, message_id: message.id });
    const got = await gus.get(`/api/files/${copy?.id}`);
    expect([got.status, got.text]).toEqual([200, 'aloha']);
    const { id: ephemeral } = await owner.do('create_room', { name: newId(), ephemeral: true });
    await expect(forward(sent, { room_id: ephemeral })).rejects.toThrow('files_not_taken');
  });

  it('goes into no sealed room and comes from none', async () => {
    const { id: sealed } = await owner.do('create_room', { name: newId(), encrypted: true });
    await expect(forward(await say('In clear'), { room_id: sealed })).rejects.toThrow('invalid_payload');
    const blob = await owner.do('send_message', { room_id: sealed, content: `clw1:${'A'.repeat(40)}` });
    await expect(forward(blob)).rejects.toThrow('invalid_payload');
  });

  it('is not made by one who cannot see the message, or cannot write in the room', async () => {
    const message = await say('Not for Gus');
    const hidden = { room_id: LOBBY_ID, from_room_id: secret, message_id: message.id };
    expect(await codeOf(gus, 'forward_message', hidden)).toBe('room_not_found');
    const { id: lobby_message } = await owner.do('send_message', { room_id: LOBBY_ID, content: 'For all' });
    expect(await codeOf(gus, 'forward_message', { room_id: secret, from_room_id: LOBBY_ID, message_id: lobby_message })).toBe(
      'not_in_room',
    );
    expect(await codeOf(gus, 'forward_message', { ...hidden, from_room_id: LOBBY_ID })).toBe('message_not_found');
  });

  it('is a quote with the name of its author for agents', async () => {
    const agent = await home.agent('Ada Two');
    await agent.request('join_room', { room_id: LOBBY_ID });
    const { id } = await forward(await say('one\n\ntwo'), { comment: 'Look' });
    const got = (): unknown => agent.received.find(({ payload }) => Reflect.get(Object(payload), 'message_id') === id)?.payload;
    await expect.poll(got).toMatchObject({ content: expect.stringMatching(/^Look\n\n> Forwarded from .+:\n> one\n>\n> two$/) as string });
    agent.close();
  });
});
