// The frames of sockets: malformed ones, heartbeats, and connections that replace each other.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dataOf, startMessenger, type MessengerHome, type User } from '../../../testing/messenger-home.ts';

let home: MessengerHome;
let ada: User;

beforeAll(async () => {
  home = await startMessenger();
  ada = await home.user('ada_l');
}, 60_000);

afterAll(async () => {
  expect(home.home.logged).toEqual([]);
  await home.close();
});

describe('frames', () => {
  it.each([
    ['{"type":', 'invalid message format'],
    ['[]', 'invalid message format'],
    ['{"type":"history_request","data":{}}', 'unknown message type: history_request'],
    ['{"type":"send_message","payload":{}}', 'unknown message type: send_message'],
    ['{"type":"message","data":{"conversation_id":"x"}}', 'content is required'],
    ['{"type":"message","data":{"content":"x"}}', 'conversation_id is required'],
    ['{"type":"message","data":{"content":"x","conversation_id":"lobby"}}', 'conversation not found'],
    ['{"type":"typing","data":{}}', 'conversation_id is required'],
  ])('%s is answered with %o, and the socket stays open', async (text, error) => {
    const socket = await ada.connect();
    await socket.next('connected');
    socket.raw(text);
    expect(dataOf(await socket.next('error'))).toMatchObject({ error });
    socket.send({ type: 'heartbeat' });
    expect(dataOf(await socket.next('heartbeat_ack'))).toMatchObject({ interval_s: 30, timeout_s: 90, monitoring: true });
    socket.close();
  });

  it('of a second connection of an agent end the first one', async () => {
    const first = await home.agent('twin');
    await first.next('connected');
    const second = await home.agent('twin');
    await second.next('connected');
    expect((await first.closed).code).toBe(1001);
    second.close();
  });

  it('of the same device replace its connection, and of another one do not', async () => {
    const first = await ada.connect(['v1'], { device_id: 'phone' });
    const other = await ada.connect(['v1'], { device_id: 'desk' });
    const second = await ada.connect(['v1'], { device_id: 'phone' });
    expect(dataOf(await second.next('connected'))).toMatchObject({ device_id: 'phone' });
    await first.closed;
    other.send({ type: 'heartbeat' });
    await other.next('heartbeat_ack');
    other.close();
    second.close();
  });
});
