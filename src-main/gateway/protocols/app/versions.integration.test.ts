// The version in `watch`, and the shared client, over a real socket.
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { connectApp, type AppClient, type ConnectionState } from '../../../../src-shared/client/app-client.ts';
import { asPage } from '../../../../src-shared/client/identify.ts';
import type { OpenSocket } from '../../../../src-shared/client/socket.ts';
import { WatchReply, type ServerFrame } from '../../../../src-shared/frames.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import { WATCH_VERSION, WATCH_VERSION_MIN } from '../../../../src-shared/limits.ts';
import { newNonce } from '../../../../src-shared/page-proof.ts';
import { startTestHome, type TestHome } from '../../testing/home.ts';
import { WATCH } from '../../testing/watch-payload.ts';

let home: TestHome;
const clients: AppClient[] = [];
beforeAll(async () => {
  home = await startTestHome();
});
afterEach(() => clients.splice(0).forEach((client) => client.close()));
afterAll(() => home.close());

/** A client whose frames are changed on their way to the home. */
function connect(change: (text: string) => string = (text) => text) {
  const { session } = home.owner;
  if (!session) throw new Error('No session is signed in.');
  const sockets: WebSocket[] = [];
  const openSocket: OpenSocket = (listener) => {
    const socket = new WebSocket(home.gateway.ready.ws, { headers: home.owner.socketHeaders() });
    sockets.push(socket);
    socket.on('open', () => listener.onOpen());
    socket.on('message', (data: Buffer) => listener.onText(data.toString('utf8')));
    socket.on('close', () => listener.onClose());
    return { send: (text) => socket.send(change(text)), close: () => socket.terminate() };
  };
  const states: ConnectionState[] = [];
  const resumes: string[] = [];
  const client = connectApp({
    openSocket,
    identify: asPage({ session, host: new URL(home.url).host, now: Date.now, newNonce }),
    isPlaceOurs: false,
    isEndFinal: true,
    timer: {
      after(ms, run) {
        const timeout = setTimeout(run, ms);
        return () => clearTimeout(timeout);
      },
    },
    onState: (state) => states.push(state),
    onSnapshot: (_snapshot, how) => resumes.push(how),
    onEvent: () => undefined,
    onUnknownEvent: () => undefined,
  });
  clients.push(client);
  return { client, states, resumes, sockets };
}

it.each([
  ['no version', {}, 'This client is too old for the home'],
  ['a version before the first', { version: WATCH_VERSION_MIN - 1 }, 'This client is too old for the home'],
  ['a version after the last', { version: WATCH_VERSION + 1 }, 'This client is too new for the home'],
])('a watch with %s is refused with a sentence that says which of the two is too old', async (_title, asked, sentence) => {
  const socket = await home.socketOf(home.owner);
  const { type, payload } = await socket.request('watch', asked);
  expect([type, payload]).toMatchObject(['error', { code: 'update_required' }]);
  expect((payload as { message: string }).message).toContain(sentence);
  // The connection stays open and receives no events.
  expect((await socket.request('send_message', { room_id: LOBBY_ID, content: 'Still here' })).type).toBe('ok');
  expect(socket.received.filter((frame) => frame.type === 'event')).toEqual([]);
});

it('the version of the home is served', async () => {
  const socket = await home.socketOf(home.owner);
  expect(WatchReply.parse((await socket.request('watch', WATCH)).payload).mode).toBe('snapshot');
});

it('a refused watch leaves an agent with the frames of its protocol, and an app with its events', async () => {
  const agent = await home.agent('Ada');
  await agent.request('join_room', { room_id: LOBBY_ID });
  const app = await home.socketOf(home.owner);
  await app.request('watch', WATCH);
  for (const each of [agent, app]) expect((await each.request('watch', {})).type).toBe('error');
  await home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content: 'After the refusals' });
  const isIt = ({ payload }: ServerFrame): boolean => JSON.stringify(payload).includes('After the refusals');
  expect((await agent.waitFor(isIt)).type).toBe('message_received');
  expect((await app.waitFor(isIt)).type).toBe('event');
});

it('a client of another version is outdated, and does not come back', async () => {
  const { states, sockets } = connect((text) => text.replace(`"version":${WATCH_VERSION}`, `"version":${WATCH_VERSION + 1}`));
  await expect.poll(() => states.at(-1)?.state).toBe('outdated');
  expect(states.at(-1)).toMatchObject({ message: expect.stringContaining('too new') as string });
  expect(sockets).toHaveLength(1);
});

it('a client has the home after a lost connection as one that comes just now', async () => {
  const { client, states, resumes, sockets } = connect();
  await expect.poll(() => states.at(-1)?.state).toBe('live');
  const brief = await client.request('create_room', { name: 'brief', ephemeral: true });
  sockets[0]?.terminate();
  await home.owner.post(`/api/rooms/${LOBBY_ID}/messages`, { content: 'Said meanwhile' });
  await expect.poll(() => resumes).toEqual(['fresh', 'resumed']);
  const fresh = connect();
  await expect.poll(() => fresh.states.at(-1)?.state).toBe('live');
  await expect.poll(() => client.snapshot()).toEqual(fresh.client.snapshot());
  expect(client.snapshot()?.rooms[brief.id]?.room.ephemeral).toBe(true);
});
