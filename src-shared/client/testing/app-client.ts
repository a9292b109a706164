// A client of the app's protocol, with sockets and a clock in the test's hands.
import type { HomeEvent } from '../../events/index.ts';
import { connectApp, type ConnectionState } from '../app-client.ts';
import { asPage } from '../identify.ts';
import type { SocketListener } from '../socket.ts';
import { FIRST_PREFERENCES } from '../../notify/levels.ts';
import { FIRST_SIDEBAR } from '../../sidebar.ts';
import { smallHome } from '../../notify/testing/cast.ts';
import type { Person, Presence, RoomView } from '../../objects.ts';
import type { EphemeralState, Snapshot } from '../../snapshot.ts';
import { newNonce } from '../../page-proof.ts';
import { createPageServer, SESSION } from './page-server.ts';

export const HOST = '127.0.0.1:4510';

interface Sent {
  id?: string;
  type: string;
  payload?: unknown;
}

export const EPHEMERAL: EphemeralState = {
  presence: {},
  present: {},
  floors: {},
  works: {},
  streams: {},
  approvals: {},
  agent_invites: null,
  sharing: null,
  ephemeral_rooms: {},
};

export function snapshotAt(cursor: number): Snapshot {
  const home = { id: 'h', name: 'Home', set_up_at: 1, mentions_reach: 'members' as const, keep_days: null, link_previews: false };
  const empty = {
    saved: {},
    participants: {},
    rooms: {},
    presence: {},
    present: {},
    floors: {},
    works: {},
    streams: {},
    approvals: {},
    invites: null,
    agent_invites: null,
    sharing: null,
  };
  return { cursor, epoch: 0, home, me_id: 'me', preferences: FIRST_PREFERENCES, sidebar: FIRST_SIDEBAR, scheduled: {}, ...empty };
}

export function person(id: string): Person {
  const profile = { color: null, picture: null, status: null, time_zone: null };
  return { kind: 'person', id, name: id, role: 'member', scope: 'home', tells_reads: true, created_at: 1, revoked_at: null, ...profile };
}

export function online(participant_id: string): Presence {
  return { participant_id, online: true, status: 'idle', detail: null, progress: null, last_active_at: null };
}

export function roomInMemory(id: string): RoomView {
  const view = smallHome().rooms['plan'] ?? fail('The cast has no such room.');
  return { ...view, room: { ...view.room, id, ephemeral: true } };
}

export function renamed(cursor: number): HomeEvent {
  return {
    type: 'home.changed',
    cursor,
    home: { id: 'h', name: `Home ${cursor}`, set_up_at: 1, mentions_reach: 'members' as const, keep_days: null, link_previews: false },
  };
}

export function startClient({ isPlaceOurs = false, isEndFinal = true } = {}) {
  const server = createPageServer(HOST);
  const states: ConnectionState[] = [];
  const events: HomeEvent[] = [];
  const unknown: string[] = [];
  const snapshots: Snapshot[] = [];
  const resumed: Snapshot[] = [];
  const sockets: { listener: SocketListener; sent: Sent[] }[] = [];
  let now = 0;
  const timers = new Set<{ at: number; run(): void }>();

  const client = connectApp({
    identify: asPage({ session: SESSION, host: HOST, now: () => now, newNonce }),
    random: () => 0,
    isPlaceOurs,
    isEndFinal,
    openSocket(listener) {
      const sent: Sent[] = [];
      sockets.push({ listener, sent });
      return { send: (text) => void sent.push(asSent(text)), close: () => listener.onClose() };
    },
    timer: {
      after(ms, run) {
        const timer = { at: now + ms, run };
        timers.add(timer);
        return () => timers.delete(timer);
      },
    },
    onState: (state) => states.push(state),
    onSnapshot: (snapshot, how) => (how === 'fresh' ? snapshots : resumed).push(snapshot),
    onEvent: (event) => events.push(event),
    onUnknownEvent: (type) => unknown.push(type),
  });

  const socket = () => sockets.at(-1) ?? fail('No socket was opened.');
  const said = (): Sent => socket().sent.at(-1) ?? fail('Nothing was sent.');
  const test = {
    client,
    states,
    events,
    unknown,
    snapshots,
    resumed,
    sockets,
    said,
    open: () => socket().listener.onOpen(),
    /** Opened, and the server has proved itself. */
    async met() {
      test.open();
      test.answer(server.answer(test.said().payload));
      await test.settle();
      const [prove] = socket().sent.slice(-2);
      if (prove?.type !== 'page_proof' || !server.isProof(prove.payload)) fail(`Instead of its proof it sent ${JSON.stringify(prove)}`);
      socket().listener.onText(JSON.stringify({ id: 's', reply_to: prove?.id, type: 'ok', payload: {} }));
    },
    lose: () => socket().listener.onClose(),
    push: (type: string, payload: unknown) => socket().listener.onText(JSON.stringify({ id: 's', type, payload })),
    answer: (payload: unknown, type = 'ok') => socket().listener.onText(JSON.stringify({ id: 's', reply_to: said().id, type, payload })),
    pass(ms: number) {
      now += ms;
      for (const timer of [...timers].filter((each) => each.at <= now)) if (timers.delete(timer)) timer.run();
    },
    /** Promises are kept in later turns. */
    async settle() {
      for (let turn = 0; turn < 50; turn += 1) await Promise.resolve();
    },
    async live(cursor = 5) {
      await test.met();
      test.answer({ mode: 'snapshot', snapshot: snapshotAt(cursor) });
      await test.settle();
    },
  };
  return test;
}

function asSent(text: string): Sent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tests look at what it is
  return JSON.parse(text) as Sent;
}

function fail(why: string): never {
  throw new Error(why);
}
