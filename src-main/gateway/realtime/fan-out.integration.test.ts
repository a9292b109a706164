// The cost of one message for each member of a room, in bytes at their own sockets: the same however many they are.
import { connect, type Socket } from 'node:net';
import { expect, test } from 'vitest';
import { newId } from '../../../src-shared/ids.ts';
import { homeForAll } from '../testing/shared-home.ts';

/** The parts that may differ: the digits of a seq or of a number of members. */
const SLACK_BYTES = 16;
const home = homeForAll();

interface Member {
  socket: Socket;
  send(type: string, payload: object): void;
  /** Everything that was sent to it has come. */
  heardAll(): Promise<void>;
}

async function enter(name: string): Promise<Member> {
  const socket = connect(Number(home.gateway.ready.tcp?.split(':').at(-1)), '127.0.0.1');
  const send = (type: string, payload: object): void => void socket.write(`${JSON.stringify({ id: 'x', type, payload })}\n`);
  send('register', { key: home.key, name, agent_id: name });
  return {
    socket,
    send,
    heardAll: () =>
      new Promise((resolve) => {
        const look = (chunk: Buffer): void => {
          if (!chunk.includes('"pong"')) return;
          socket.off('data', look);
          resolve();
        };
        socket.on('data', look);
        send('ping', {});
      }),
  };
}

/** Bytes that one message brings to each of so many members, those of the answer to its ping included. */
async function costOf(count: number): Promise<number[]> {
  const round = newId().slice(-6);
  const members = await Promise.all(Array.from({ length: count }, (_each, at) => enter(`m${round}${String(at).padStart(4, '0')}`)));
  const room = await home.owner.post('/api/rooms', { name: `Hall of ${count}`, public: true });
  for (const each of members) each.send('join_room', { room_id: room.field('id') });
  for (const each of members) await each.heardAll();
  // After those who answered first heard of those who came later.
  for (const each of members) await each.heardAll();
  const [sender, ...others] = members;
  const before = others.map(({ socket }) => socket.bytesRead);
  sender?.send('send_message', { room_id: room.field('id'), content: 'Hello, all of you' });
  await sender?.heardAll();
  for (const each of others) await each.heardAll();
  const cost = others.map(({ socket }, at) => socket.bytesRead - (before[at] ?? 0));
  for (const { socket } of members) socket.destroy();
  return cost;
}

test('one message costs each of 20, 50 and 200 members the same, and no one the square of their number', async () => {
  const [few, some, many] = [await costOf(20), await costOf(50), await costOf(200)];
  for (const cost of [few, some, many]) expect(Math.max(...cost) - Math.min(...cost)).toBeLessThanOrEqual(SLACK_BYTES);
  // A message and whose turn it is; in a small room with the order of all, which a large one does without.
  expect(Math.abs(Math.max(...many) - Math.max(...some))).toBeLessThanOrEqual(SLACK_BYTES);
  expect(Math.max(...many)).toBeLessThanOrEqual(Math.max(...few));
  expect(Math.min(...many)).toBeGreaterThan(300);
});

test('who has the turn writing again moves no turn, and costs less by what would tell of it', async () => {
  const members = [await enter('first'), await enter('second')];
  const room = await home.owner.post('/api/rooms', { name: 'Hall of two', public: true });
  for (const each of members) each.send('join_room', { room_id: room.field('id') });
  for (const each of members) await each.heardAll();
  const [first, second] = members;
  const costs: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    await second?.heardAll();
    const before = second?.socket.bytesRead ?? 0;
    first?.send('send_message', { room_id: room.field('id'), content: 'Hello' });
    await first?.heardAll();
    await second?.heardAll();
    costs.push((second?.socket.bytesRead ?? 0) - before);
  }
  const [once = 0, again, more] = costs;
  expect(again).toBe(more);
  expect(again).toBeLessThan(once - 100);
  for (const { socket } of members) socket.destroy();
});
