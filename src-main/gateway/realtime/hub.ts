// Fan-out. A change is encoded once for each protocol, and the same bytes go to all its receivers, in the order of commits.
// Policy decides who receives it, the same for what happens now and for what a client missed.
import { newId } from '../../../src-shared/ids.ts';
import { HEARTBEAT_INTERVAL_MS, SILENCE_LIMIT_MS, UNREGISTERED_MAX, UNREGISTERED_PER_ADDRESS_MAX } from '../../../src-shared/limits.ts';
import type { Actor } from '../domain/actor.ts';
import { every, type After } from '../domain/clock.ts';
import type { Core } from '../domain/core.ts';
import { canReceive, has, isLimited, scopeOf, visibleRoom, type Scope } from '../domain/policy.ts';
import type { Change } from '../store/interfaces/change.ts';
import { AccountConnections } from './account-connections.ts';
import { Connection, type Session } from './connection.ts';
import { isMeant, type CredentialRef } from './credential-ref.ts';
import { encode } from './frame.ts';
import { LastEnds } from './last-ends.ts';
import type { Addressees, Outgoing, Protocol } from './protocol.ts';
import { Strangers } from './strangers.ts';

/** How often it is looked for whose time is over. */
const OVERDUE_CHECK_MS = 5_000;
/** How long a closing server continues to answer the frames it has read. */
const CLOSE_PATIENCE_MS = 2_000;

export interface HubOptions {
  core: Core;
  after: After;
}

export class Hub {
  readonly #core: Core;
  readonly #protocols: Protocol[] = [];
  readonly #connections = new Set<Connection>();
  /** Connections that are not identified. */
  readonly #unregistered: Strangers<Connection>;
  readonly #byParticipant = new Map<string, Set<Connection>>();
  readonly #accounts: AccountConnections;
  readonly #lastEnds: LastEnds;
  readonly #stopBeating: (() => void)[];
  readonly #stopListening: () => void;

  constructor({ core, after }: HubOptions) {
    this.#core = core;
    this.#unregistered = new Strangers({
      totalMax: UNREGISTERED_MAX,
      perAddressMax: UNREGISTERED_PER_ADDRESS_MAX,
      after,
      cut: (connection) => connection.cut('Too many connections have not registered.'),
    });
    this.#lastEnds = new LastEnds(() => core.now());
    this.#accounts = new AccountConnections(core.limits);
    this.#stopListening = core.onChange((change) => this.#publish(change), 'fan-out');
    this.#stopBeating = [every(after, HEARTBEAT_INTERVAL_MS, () => this.#beat()), every(after, OVERDUE_CHECK_MS, () => this.#endOverdue())];
  }

  get protocols(): readonly Protocol[] {
    return this.#protocols;
  }

  /** From now on changes are sent in this protocol too. */
  speak<P extends Protocol>(protocol: P): P {
    this.#protocols.push(protocol);
    return protocol;
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** The app's, those of agents, and those that have not said who they are. */
  connectionsByKind(): { app: number; agent: number; unregistered: number } {
    const counts = { app: 0, agent: 0, unregistered: 0 };
    for (const { session } of this.#connections)
      counts[session === null ? 'unregistered' : session.kind === 'app session' ? 'app' : 'agent'] += 1;
    return counts;
  }

  /** `session`: of a client that is identified already; null for those that have to identify themselves. */
  add(connection: Connection, session: Session | null): void {
    this.#connections.add(connection);
    if (session) this.admit(connection, session);
    else this.#unregistered.add(connection, connection.peer.address);
  }

  /** The client has shown a valid key and registers in a moment: its frames may be long, and it does not count as a stranger. */
  vouchFor(connection: Connection): void {
    this.#unregistered.delete(connection);
    connection.peer.admitted?.();
  }

  /** Call it before `admit`. Throws `rate_limit_connections`. */
  requireConnection(actor: Actor, replaced = 0): void {
    this.#accounts.requireOne(actor, replaced);
  }

  /** The bytes that wait to be sent on all connections of the same account. */
  unsentTogether(connection: Connection): number {
    return this.#accounts.unsentTogether(connection);
  }

  /** The client is identified. */
  admit(connection: Connection, session: Session): void {
    const { actor } = session;
    this.#unregistered.delete(connection);
    connection.begin(session);
    connection.lastEnd ??= this.#lastEnds.take(actor);
    this.#accounts.add(connection, actor);
    const theirs = this.#byParticipant.get(actor.participant_id);
    if (theirs) theirs.add(connection);
    else this.#byParticipant.set(actor.participant_id, new Set([connection]));
    this.#core.presence.connected(actor.participant_id, connection);
  }

  remove(connection: Connection): void {
    connection.gone();
    this.#accounts.delete(connection);
    this.#connections.delete(connection);
    this.#unregistered.delete(connection);
    if (!connection.actor) return;
    if (connection.cutFor) this.#lastEnds.note(connection.actor, connection.cutFor);
    const theirs = this.#byParticipant.get(connection.actor.participant_id);
    theirs?.delete(connection);
    if (theirs?.size === 0) this.#byParticipant.delete(connection.actor.participant_id);
  }

  of(participantId: string): ReadonlySet<Connection> {
    return this.#byParticipant.get(participantId) ?? NONE;
  }

  /** Those who came with a key. */
  ofKey(keyId: string): Connection[] {
    return [...this.#connections].filter(({ actor }) => actor?.grant.key_id === keyId);
  }

  /** Ends the connections of a person and of the agents that came with the person's keys, or those of one key or session. */
  closeConnections(which: CredentialRef): void {
    for (const connection of [...this.#connections]) {
      if (connection.actor && isMeant(this.#core.directory, connection.actor, which)) connection.endAccess();
    }
  }

  /** Asks the clients of this participant that watch whether they are there. */
  pingWatching(participantId: string): void {
    for (const connection of this.of(participantId)) {
      const { session } = connection;
      if (session?.kind === 'app session' && session.isWatching) connection.push('ping', {});
    }
  }

  /** Ends the connections that keep a snapshot of this participant, so that they begin again with a new one. */
  renewSnapshots(participantId: string): void {
    for (const connection of [...this.of(participantId)]) {
      const { session } = connection;
      if (session?.kind === 'app session' && session.isWatching) connection.endForRenewal();
    }
  }

  /** Reads no more requests, answers the pending ones, and informs all clients. A second call does nothing. */
  async close(): Promise<void> {
    for (const stop of this.#stopBeating) stop();
    this.#unregistered.close();
    for (const { peer } of this.#connections) peer.pause();
    await this.#core.settled(CLOSE_PATIENCE_MS);
    this.#stopListening();
    for (const connection of [...this.#connections]) {
      connection.end('shutting_down');
      // So that the client's close is received.
      connection.peer.resume();
    }
  }

  #publish(change: Change): void {
    for (const protocol of this.#protocols) for (const outgoing of protocol.encode(change)) this.#send(protocol, outgoing);
  }

  #send(protocol: Protocol, outgoing: Outgoing): void {
    const { change, to, except_id } = outgoing;
    const { event, only_id } = change;
    const scope = scopeOf(event);
    const message = event.type === 'message.posted' ? event.message : null;
    this.#eachCandidate(to, scope, only_id, (connection) => {
      // Also closing connections: they record which messages were not sent to them.
      const { session } = connection;
      if (session?.protocol !== protocol || !isListening(session)) return;
      if (event.cursor !== null && event.cursor <= session.deliveredCursor) return;
      const { actor } = session;
      if (actor.participant_id === except_id || !this.#isFor(actor, to, scope, only_id)) return;
      const frame = outgoing.frameFor(actor.participant_id);
      connection.deliverChange(frame, session.kind === 'agent session' ? message : null);
    });
  }

  #isFor(actor: Actor, to: Addressees, scope: Scope, onlyId: string | null): boolean {
    const { directory } = this.#core;
    // A mentioned participant need not be in the room, but must see it.
    if ('participant_ids' in to) return has(actor, 'read') && visibleRoom(directory, actor, to.if_sees_room) !== null;
    if ('member_id' in to) return canReceive(directory, actor, scope, to.member_id);
    // To have a room open is to see it; a key may allow less.
    const isPresent = 'room_id' in to || 'near_id' in to;
    return (isPresent && !isLimited(actor)) || canReceive(directory, actor, scope, onlyId);
  }

  /** All connections that can be receivers. Generators would be a fifth of the garbage of a message. */
  #eachCandidate(to: Addressees, scope: Scope, onlyId: string | null, visit: (connection: Connection) => void): void {
    if ('entitled' in to) this.#eachEntitled(scope, onlyId, visit);
    else if ('room_id' in to) this.#eachInRoom(to.room_id, visit);
    else if ('participant_ids' in to) this.#eachOf(to.participant_ids, visit);
    else if ('member_id' in to) this.of(to.member_id).forEach(visit);
    else ('near_id' in to ? this.#near(to.near_id) : this.#connections).forEach(visit);
  }

  #eachEntitled({ audience, room_id }: Scope, onlyId: string | null, visit: (connection: Connection) => void): void {
    if (onlyId !== null) this.of(onlyId).forEach(visit);
    else if (audience === 'one participant') return;
    else if (audience !== 'members' || room_id === null) this.#connections.forEach(visit);
    else this.#eachOf(this.#core.directory.room(room_id)?.members ?? [], visit);
  }

  #eachOf(ids: ReadonlySet<string> | readonly string[], visit: (connection: Connection) => void): void {
    ids.forEach((id: string) => this.of(id).forEach(visit));
  }

  #eachInRoom(roomId: string, visit: (connection: Connection) => void): void {
    this.#core.presence.eachSeatIn(roomId, (seat) => {
      if (seat instanceof Connection) visit(seat);
    });
  }

  /** Each once, however many rooms it shares. */
  #near(participantId: string): Set<Connection> {
    const near = new Set<Connection>();
    for (const [roomId, ids] of this.#core.presence.present()) {
      if (ids.includes(participantId)) this.#eachInRoom(roomId, (connection) => void near.add(connection));
    }
    return near;
  }

  #beat(): void {
    const frame = encode({ id: newId(), type: 'ping', payload: { heartbeat: true } });
    for (const connection of this.#connections) if (connection.actor) connection.heartbeat(frame);
  }

  /** Those who have been silent for too long, and those whose session or secret is over. */
  #endOverdue(): void {
    const now = this.#core.now();
    for (const connection of [...this.#connections]) {
      const expiresAt = connection.actor?.grant.expires_at ?? Infinity;
      connection.silentMs += OVERDUE_CHECK_MS;
      if (expiresAt <= now) connection.endAccess();
      else if (connection.silentMs > SILENCE_LIMIT_MS) connection.cut('Nothing was heard for too long.');
    }
  }
}

function isListening(session: Session): boolean {
  return session.kind === 'agent session' || session.isWatching;
}

const NONE: ReadonlySet<Connection> = new Set();
