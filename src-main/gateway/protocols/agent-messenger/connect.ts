// The sockets of users and agents: who may open one, which dialect it speaks, and which messages it missed.
import type { Message } from '../../../../src-shared/objects.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Actor } from '../../domain/actor.ts';
import type { After } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import type { Connection, Session } from '../../realtime/connection.ts';
import type { Hub } from '../../realtime/hub.ts';
import type { OpenSession, Peer, PeerListener } from '../../realtime/peer.ts';
import type { Attachments } from './attachments.ts';
import { conversationIn, conversationsOf, isShown } from './conversation.ts';
import type { Audience, DialectFrame } from './frames.ts';
import type { Counters, OpenSockets } from './health.ts';
import type { Identity } from './identity.ts';
import { Refusal } from './problem.ts';
import { framesOfMessage, type DialectProtocol } from './protocol.ts';
import { DialectSocket, openSocket } from './socket.ts';
import type { Windows } from './windows.ts';

export const SUB_PROTOCOL = 'v1';
const AGENT_CONNECTS_PER_MINUTE = 10;
/** What a client missed is sent again up to this, and is in the history. */
const MISSED_BYTES_MAX = 1024 * 1024;
const MISSED_PER_ROOM_MAX = 100;
const HELD_MS = 7 * 24 * 60 * 60 * 1000;
const HELD_USERS_MAX = 1_000;
const DEVICE_ID_CHARS_MAX = 200;

export interface ConnectDeps {
  core: Core;
  hub: Hub;
  after: After;
  identity: Identity;
  attachments: Attachments;
  dialects: Record<Audience, DialectProtocol>;
  counters: Counters;
  /** Begins a connection with this session. */
  openSession(session: Session): OpenSession;
}

export interface Asking {
  path: string;
  query: URLSearchParams;
  /** The sub-protocols that the client offered. */
  offered: readonly string[];
}

interface Held {
  rooms: ReadonlyMap<string, number>;
  until: number;
}

interface Entering {
  audience: Audience;
  actor: Actor;
  /** Of a device that takes the place of its earlier connection. */
  device: string | null;
  welcome: Record<string, unknown>;
  after: ReadonlyMap<string, number>;
}

export class Sockets {
  readonly #deps: ConnectDeps;
  readonly #connects: Windows;
  readonly #open = new Map<object, { actor: Actor; audience: Audience }>();
  /** By user and device. */
  readonly #devices = new Map<string, Peer>();
  /** By user: how far the last connection had received. */
  readonly #held = new Map<string, Held>();

  constructor(deps: ConnectDeps, connects: Windows) {
    this.#deps = deps;
    this.#connects = connects;
  }

  count(): OpenSockets {
    const all = [...this.#open.values()];
    const idsOf = (isAgent: boolean): Set<string> =>
      new Set(all.filter(({ audience }) => (audience === 'agent') === isAgent).map(({ actor }) => actor.participant_id));
    return { agents: idsOf(true).size, users: idsOf(false).size, sockets: all.filter(({ audience }) => audience !== 'agent').length };
  }

  /** Throws what the upgrade is refused with. The result is used in the same turn, so that no change is lost between. */
  async admit(asking: Asking): Promise<(peer: Peer) => PeerListener> {
    const entering = asking.path === '/agent/connect' ? await this.#agent(asking) : await this.#user(asking);
    const { actor, audience, after } = entering;
    const { core, dialects } = this.#deps;
    const question = { after, except_author_id: actor.participant_id, per_room_max: MISSED_PER_ROOM_MAX, bytes_max: MISSED_BYTES_MAX };
    const read = await core.reading(core.archive.replay(question));
    const posted = read.meanwhile.flatMap(({ event }) => (event.type === 'message.posted' ? [event.message] : []));
    const missed = this.#framesOf(entering, [...read.value, ...posted]);
    const session = dialects[audience].session(core.readerNow(actor), read.later.at(-1)?.event.cursor ?? read.cursor);
    this.#makeWay(entering);
    return (peer) => this.#begin(peer, entering, session, missed);
  }

  async #agent({ query }: Asking): Promise<Entering> {
    const { core, identity } = this.#deps;
    const id = query.get('agent_id') ?? '';
    if (id === '') throw new Refusal(400, 'agent_id is required');
    const { retryAfterMs } = this.#connects.take(id, AGENT_CONNECTS_PER_MINUTE);
    if (retryAfterMs !== null) throw new Refusal(429, 'rate limit exceeded', { retryAfterMs });
    const given = (name: string): string | undefined => query.get(name) ?? undefined;
    const traits = { name: given('name'), model: given('model'), personality: given('personality'), specialty: given('specialty') };
    const { actor } = await identity.agentOf(query.get('agent_secret') ?? '', { id, ...traits });
    core.used(actor);
    const { value: memberships } = await core.archive.memberships(actor.participant_id);
    const after = new Map(conversationsOf(core, actor).map(({ room }) => [room.id, memberships.get(room.id)?.last_read_seq ?? 0]));
    return { audience: 'agent', actor, device: null, welcome: { id: actor.participant_id, agent_id: actor.participant_id }, after };
  }

  async #user({ query, offered }: Asking): Promise<Entering> {
    const { core, identity } = this.#deps;
    const actor = identity.userOf(query.get('token') ?? '');
    core.used(actor);
    const { participant_id } = actor;
    const asked = (query.get('device_id') ?? '').slice(0, DEVICE_ID_CHARS_MAX);
    const held = this.#held.get(participant_id);
    // A connection that carries nothing any more may still be open here, and its client may be the one that is back.
    const others = [...this.#deps.hub.of(participant_id)].map(({ peer }) =>
      peer instanceof DialectSocket ? [...peer.unconfirmedPositions()] : [],
    );
    const isBack = held !== undefined && held.until > core.now() && others.length === 0;
    return {
      audience: offered.includes(SUB_PROTOCOL) ? 'envelope' : 'flat',
      actor,
      device: asked === '' ? null : `${participant_id}\n${asked}`,
      welcome: { id: participant_id, user_id: participant_id, ...(asked !== '' && { device_id: asked }) },
      after: isBack ? held.rooms : earliest(others.flat()),
    };
  }

  /** An agent has one connection, and a device of a user too. */
  #makeWay({ actor, audience, device }: Entering): void {
    const { hub, dialects } = this.#deps;
    const older =
      audience === 'agent' ? [...hub.of(actor.participant_id)].filter(({ session }) => session?.protocol === dialects.agent) : [];
    hub.requireConnection(actor, older.length);
    for (const connection of older) connection.end('agent_id_taken', 'Another connection took over this agent id.');
    if (device !== null) this.#devices.get(device)?.end('Another connection of this device took over.');
  }

  #begin(peer: Peer, entering: Entering, session: Session, missed: readonly DialectFrame[]): PeerListener {
    const { core, counters, after, openSession } = this.#deps;
    const { actor, audience, device, welcome } = entering;
    counters.connections += 1;
    // It is identified: its frames may be long.
    peer.admitted?.();
    this.#held.delete(actor.participant_id);
    if (device !== null) this.#devices.set(device, peer);
    const versions = { status: 'connected', protocol_version: SUB_PROTOCOL, supported_versions: [SUB_PROTOCOL] };
    const side = { id: actor.participant_id, isAgent: audience === 'agent', welcome: { ...welcome, ...versions }, missed };
    const listener = openSocket(peer, side, {
      after,
      now: core.now,
      isConversation: (roomId) => core.findRoom(actor, roomId) !== null && conversationIn(core.directory, roomId) !== null,
      filesIn: (roomId, ids) => this.#deps.attachments.inRoom(actor, roomId, ids),
      open: openSession(session),
      counted: (way) => void (counters[COUNTED[way]] += 1),
    });
    this.#open.set(listener, { actor, audience });
    return {
      onText: (text) => listener.onText(text),
      onUnreadable: (reason) => listener.onUnreadable(reason),
      onPong: () => listener.onPong?.(),
      onFinished: () => listener.onFinished(),
      onInputEnd: () => listener.onInputEnd(),
      onClosed: () => {
        this.#open.delete(listener);
        if (device !== null && this.#devices.get(device) === peer) this.#devices.delete(device);
        listener.onClosed();
      },
    };
  }

  /** A message that was sent while the archive was read may be in the answer too. */
  #framesOf({ audience, actor, after }: Entering, messages: readonly Message[]): DialectFrame[] {
    const { core } = this.#deps;
    const each = new Map(messages.map((message) => [message.id, message])).values();
    const missed = [...each].filter(
      ({ room_id, seq, author_id }) => seq > (after.get(room_id) ?? Infinity) && author_id !== actor.participant_id,
    );
    return missed.filter(isShown).flatMap((message) => {
      const conversation = core.findRoom(actor, message.room_id) && conversationIn(core.directory, message.room_id);
      return conversation ? framesOfMessage(audience, conversation, message) : [];
    });
  }

  /** A connection of a user has ended: the next one begins with what this one did not receive. Agents have read positions. */
  ended(connection: Connection): void {
    const { core, hub, dialects } = this.#deps;
    const { actor, session } = connection;
    if (!actor || session?.protocol === dialects.agent) return;
    if ([...hub.of(actor.participant_id)].some((other) => other !== connection)) return;
    const unconfirmed = connection.peer instanceof DialectSocket ? connection.peer.unconfirmedPositions() : [];
    const after = earliest([...unconfirmed, ...connection.waitingPositions()]);
    const rooms = new Map(conversationsOf(core, actor).map(({ room }) => [room.id, after.get(room.id) ?? room.last_seq]));
    this.#held.delete(actor.participant_id);
    if (!connection.isShutOut) this.#held.set(actor.participant_id, { rooms, until: core.now() + HELD_MS });
    const [oldest] = this.#held.keys();
    if (this.#held.size > HELD_USERS_MAX && oldest !== undefined) this.#held.delete(oldest);
  }
}

/** By room the lowest of its positions. */
function earliest(positions: Iterable<readonly [string, number]>): Map<string, number> {
  const lowest = new Map<string, number>();
  for (const [room_id, seq] of positions) lowest.set(room_id, Math.min(seq, lowest.get(room_id) ?? seq));
  return lowest;
}

const COUNTED = { in: 'messages_in', out: 'messages_out', error: 'errors' } as const;

export function requireSocketPath(path: string): void {
  if (path !== '/agent/connect' && path !== '/client/connect') throw new AppError('not_found');
}
