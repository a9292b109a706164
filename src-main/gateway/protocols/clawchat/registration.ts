// An agent registers on a connection with a key and a name. It may continue an earlier connection of the same agent.
import { AppError } from '../../../../src-shared/errors.ts';
import type { LastEnd } from '../../../../src-shared/frames.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { PROTOCOL_VERSION, RECONNECT_WINDOW_MS } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { ChallengeReply, ChallengeRequest, RegisterRequest } from '../../../../src-shared/registration.ts';
import { grantOfKey, type Actor, type HeldKey } from '../../domain/actor.ts';
import { ownedAgentId } from '../../domain/agents/agent-ids.ts';
import { comeIn } from '../../domain/agents/register.ts';
import type { Core, ReadMeanwhile } from '../../domain/core.ts';
import { heldKeyOf, InvalidKey } from '../../domain/keys/commands.ts';
import { visibleRoom } from '../../domain/policy.ts';
import type { AgentSession, Connection } from '../../realtime/connection.ts';
import type { Hub } from '../../realtime/hub.ts';
import { REPLAY_BYTES_MAX, REPLAY_PER_ROOM_MAX } from '../../realtime/unconfirmed.ts';
import { KeyProofs } from './key-proof.ts';

type MissedRead = ReadMeanwhile<Message[]>;

interface Entering {
  id: string;
  hash: string;
  name: string;
  read: MissedRead | null;
}

interface Held {
  /** Room id to the seq of the last message there when the agent went. */
  rooms: Map<string, number>;
  until: number;
}

export interface Registration {
  agent_id: string;
  name: string;
  protocol_version: number;
  reconnected?: true;
  rooms?: string[];
  missed_messages?: number;
  last_end?: LastEnd;
}

export interface Admission {
  welcome: Registration;
  /** To be sent after the welcome, in this order. */
  missed: Message[];
}

/** Events from before the admission are replayed and not sent live. */
function deliveredCursorOf(read: MissedRead | null): number {
  return read ? (read.later.at(-1)?.event.cursor ?? read.cursor) : 0;
}

type StartSession = (actor: Actor, deliveredCursor: number) => AgentSession;

export class Registrar {
  readonly #core: Core;
  readonly #hub: Hub;
  readonly #proofs: KeyProofs;
  readonly #session: StartSession;
  readonly #held = new Map<string, Held>();

  constructor(core: Core, hub: Hub, session: StartSession) {
    this.#core = core;
    this.#hub = hub;
    this.#session = session;
    this.#proofs = new KeyProofs(core);
  }

  challenge(connection: Connection, request: ChallengeRequest): ChallengeReply {
    return this.#proofs.challenge(connection, request);
  }

  /** Throws `unsupported_protocol`, `unauthorized`, `rate_limit_agents` and `rate_limit_connections`, after which the connection ends, and `agent_id_taken`, after which it stays. */
  async register(connection: Connection, request: RegisterRequest): Promise<Admission> {
    const version = request.protocol_version ?? PROTOCOL_VERSION;
    if (version !== PROTOCOL_VERSION)
      throw new AppError('unsupported_protocol', `This home speaks protocol version ${PROTOCOL_VERSION}, not ${version}.`);
    const hash = this.#proofs.shown(connection, request);
    const { key } = this.#keyOf(hash);
    this.#hub.vouchFor(connection);
    const id = request.agent_id ? ownedAgentId(this.#core, key.owner_id, request.agent_id) : newId();
    this.#requireSeat(key.id, id);
    this.#refuseLive(id, request);
    const { name, capabilities } = request;
    return this.#core.comingIn.during(id, async () => {
      const agent = await comeIn(this.#core, key, { id, name, capabilities });
      const read = await this.#readMissed(id, request);
      return this.#admit(connection, request, { id, hash, name: agent.name, read });
    });
  }

  #admit(connection: Connection, request: RegisterRequest, { id, hash, name, read }: Entering): Admission {
    if (!connection.isOpen) throw new AppError('shutting_down');
    // Again: another connection may have come in with this id meanwhile, or the key may have been ended or changed.
    this.#refuseLive(id, request);
    const { key, ...held } = this.#keyOf(hash);
    const grant = grantOfKey({ key, ...held });
    this.#requireSeat(key.id, id);
    const live = request.beside ? [] : [...this.#hub.of(id)];
    this.#hub.requireConnection({ participant_id: id, grant }, live.length);
    const actor = { participant_id: id, grant };
    this.#hub.admit(connection, this.#session(actor, deliveredCursorOf(read)));
    this.#core.used(actor);
    const unsent = new Map(live.flatMap((older) => [...this.#takeOver(older, connection)]));
    const { lastEnd } = connection;
    const welcome = { agent_id: id, name, protocol_version: PROTOCOL_VERSION, ...(lastEnd && { last_end: lastEnd }) };
    const isBack = request.reconnect && live.length === 0 && this.#held.has(id);
    const admission = isBack ? this.#reclaim(connection, welcome, read) : { welcome, missed: this.#replay(connection, unsent, read) };
    // A connection beside others may be that of a single command.
    return request.beside ? admission : { ...admission, missed: this.#withCalls(actor, admission.missed) };
  }

  /** A program that was started for a call knows no other way to hear of it. */
  #withCalls(actor: Actor, missed: Message[]): Message[] {
    const known = new Set(missed.map(({ id }) => id));
    const calls = this.#core.missedCalls.take(actor.participant_id);
    return [...missed, ...calls.filter(({ id, room_id }) => !known.has(id) && visibleRoom(this.#core.directory, actor, room_id))];
  }

  /** Agents of a key that are connected besides this one. */
  #requireSeat(keyId: string, agentId: string): void {
    const others = new Set(this.#hub.ofKey(keyId).map(({ actor }) => actor?.participant_id));
    others.delete(agentId);
    this.#core.limits.requireSeat(keyId, others.size);
  }

  #keyOf(secretHash: string): HeldKey {
    const held = heldKeyOf(this.#core, secretHash);
    if (!held) throw new InvalidKey('That key is not valid here.');
    return held;
  }

  /** Keeps an agent's rooms for a while after it lost its connection. Call it before its presence ends. */
  hold(connection: Connection): void {
    const { actor } = connection;
    if (!actor) return;
    const isStillHere = [...this.#hub.of(actor.participant_id)].some((each) => each !== connection);
    if (isStillHere) return;
    const rooms = new Map<string, number>();
    const unsent = connection.unsentPositions();
    for (const id of this.#core.presence.roomsOf(actor.participant_id, connection))
      rooms.set(id, unsent.get(id) ?? this.#core.directory.room(id)?.room.last_seq ?? 0);
    const now = this.#core.now();
    for (const [id, held] of this.#held) if (held.until <= now) this.#held.delete(id);
    this.#held.delete(actor.participant_id);
    if (rooms.size > 0) this.#held.set(actor.participant_id, { rooms, until: now + RECONNECT_WINDOW_MS });
  }

  /** The rooms it had open are open again; what was written there meanwhile is to be sent once more. */
  #reclaim(connection: Connection, welcome: Registration, read: MissedRead | null): Admission {
    const { actor } = connection;
    const held = this.#held.get(welcome.agent_id);
    this.#held.delete(welcome.agent_id);
    if (!held || !actor || held.until <= this.#core.now()) return { welcome, missed: [] };
    const { directory, presence } = this.#core;
    const rooms = [...held.rooms.keys()].filter((roomId) => visibleRoom(directory, actor, roomId));
    const missed = this.#replay(connection, held.rooms, read);
    for (const roomId of rooms) presence.join(roomId, actor.participant_id, connection, 'reconnected');
    return { welcome: { ...welcome, reconnected: true, rooms, missed_messages: missed.length }, missed };
  }

  /**
   * Reads what the agent may have missed, before its connection is admitted: from then on it is sent what happens. Null: it can have
   * missed nothing. The positions are those of now; `#replay` has those of the admission, which are never lower.
   */
  async #readMissed(id: string, { reconnect, beside }: RegisterRequest): Promise<MissedRead | null> {
    const live = beside ? [] : [...this.#hub.of(id)];
    const held = reconnect && live.length === 0 ? this.#held.get(id)?.rooms : undefined;
    const after = new Map(held ?? live.flatMap((older) => [...older.unsentPositions()]));
    if (live.length === 0 && after.size === 0) return null;
    const limits = { per_room_max: REPLAY_PER_ROOM_MAX, bytes_max: REPLAY_BYTES_MAX };
    return this.#core.reading(this.#core.archive.replay({ after, except_author_id: id, ...limits }));
  }

  /** The messages that were written in rooms after a seq, for a connection that continues live from there. */
  #replay(connection: Connection, after: ReadonlyMap<string, number>, read: MissedRead | null): Message[] {
    const { actor } = connection;
    if (!actor || after.size === 0 || !read) return [];
    const { directory } = this.#core;
    const posted = read.meanwhile.flatMap(({ event }) => (event.type === 'message.posted' ? [event.message] : []));
    const missed: Message[] = [];
    let bytes = 0;
    // A message that was sent meanwhile may be in the answer too.
    for (const message of new Map([...read.value, ...posted].map((each) => [each.id, each])).values()) {
      const { room_id, seq, author_id, kind } = message;
      // Votes and approvals are listed, and not sent again.
      if (kind === 'vote' || kind === 'approval') continue;
      if (seq <= (after.get(room_id) ?? Infinity) || author_id === actor.participant_id) continue;
      if (!visibleRoom(directory, actor, room_id)) continue;
      bytes += Buffer.byteLength(JSON.stringify(message));
      if (bytes > REPLAY_BYTES_MAX) break;
      missed.push(message);
    }
    return missed;
  }

  #refuseLive(id: string, { reconnect, beside }: RegisterRequest): void {
    if (!reconnect && !beside && this.#hub.of(id).size > 0) throw new AppError('agent_id_taken');
  }

  /** Moves the open rooms to the newer connection. Returns the positions in rooms up to which the older one sent its messages. */
  #takeOver(older: Connection, newer: Connection): Map<string, number> {
    const id = newer.actor?.participant_id ?? '';
    for (const roomId of this.#core.presence.roomsOf(id, older)) this.#core.presence.join(roomId, id, newer);
    const unsent = older.unsentPositions();
    older.end('agent_id_taken', 'Another connection took over this agent id.');
    return unsent;
  }
}
