// Fan-out. A change is encoded once for each flavour and the same bytes go to everybody it is for, in the order of
// commits. Who it is for is policy's word, the same for what happens now and for what a client missed.
import { newId } from '../../../src-shared/ids.ts';
import { HEARTBEAT_INTERVAL_MS, SILENCE_LIMIT_MS, UNREGISTERED_MAX, UNREGISTERED_PER_ADDRESS_MAX } from '../../../src-shared/limits.ts';
import type { Actor } from '../domain/actor.ts';
import { every, type After } from '../domain/clock.ts';
import type { Core } from '../domain/core.ts';
import type { Directory } from '../domain/directory.ts';
import { canReceive, has, isLimited, scopeOf, visibleRoom, type Scope } from '../domain/policy.ts';
import type { Change } from '../store/interfaces/change.ts';
import { AccountConnections } from './account-connections.ts';
import { Connection, encode } from './connection.ts';
import { Strangers } from './strangers.ts';

/** A frame of another protocol that a change becomes, and whom it goes to. */
export interface Outgoing {
  type: string;
  payload: unknown;
  /** Agents of this person are sent this payload instead. */
  for_agents_of?: { owner_id: string; payload: unknown };
  to: { room_id: string } | { participant_id: string; if_sees_room: string } | { near_id: string } | { all: true };
  /** Not to this participant. */
  except_id?: string;
}

/** How often it is looked for whose time is over. */
const OVERDUE_CHECK_MS = 5_000;
/** How long a home that closes goes on answering what it has read. */
const CLOSE_PATIENCE_MS = 2_000;

/** Whose connections are meant. */
export type WaysIn = { participant_id: string } | { key_id: string } | { session_id: string };

export interface HubOptions {
  core: Core;
  after: After;
  /** What a change is in the ClawChat protocol: no frame, one or several. */
  translate(change: Change): Outgoing[];
}

export class Hub {
  readonly #core: Core;
  readonly #translate: HubOptions['translate'];
  readonly #connections = new Set<Connection>();
  /** Connections that are not identified. */
  readonly #unregistered: Strangers<Connection>;
  readonly #byParticipant = new Map<string, Set<Connection>>();
  readonly #accounts: AccountConnections;
  readonly #stopBeating: (() => void)[];
  readonly #stopListening: () => void;

  constructor({ core, after, translate }: HubOptions) {
    this.#core = core;
    this.#translate = translate;
    this.#unregistered = new Strangers({
      totalMax: UNREGISTERED_MAX,
      perAddressMax: UNREGISTERED_PER_ADDRESS_MAX,
      after,
      cut: ({ peer }) => peer.cut('Too many connections have not registered.'),
    });
    this.#accounts = new AccountConnections(core.limits);
    this.#stopListening = core.onChange((change) => this.#publish(change));
    this.#stopBeating = [every(after, HEARTBEAT_INTERVAL_MS, () => this.#beat()), every(after, OVERDUE_CHECK_MS, () => this.#endOverdue())];
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  /** The app's, those of agents, and those that have not said who they are. */
  connectionsByKind(): { app: number; agent: number; unregistered: number } {
    const counts = { app: 0, agent: 0, unregistered: 0 };
    for (const { actor, flavour } of this.#connections) counts[actor === null ? 'unregistered' : flavour === 'app' ? 'app' : 'agent'] += 1;
    return counts;
  }

  /** `actor`: who came with a session; null for those who have to register. */
  add(connection: Connection, actor: Actor | null): void {
    this.#connections.add(connection);
    if (actor) this.admit(connection, actor);
    else this.#unregistered.add(connection, connection.peer.address);
  }

  /** The client has shown a valid key and registers in a moment: its frames may be long, and it does not count as a stranger. */
  vouchFor(connection: Connection): void {
    this.#unregistered.delete(connection);
    connection.peer.admitted?.();
  }

  /** Call it before `admit`. Throws `rate_limit_connections`. */
  demandConnection(actor: Actor, replaced = 0): void {
    this.#accounts.demandOne(actor, replaced);
  }

  /** The bytes that wait to be sent on all connections of the same account. */
  unsentTogether(connection: Connection): number {
    return this.#accounts.unsentTogether(connection);
  }

  /** The connection is somebody's now. */
  admit(connection: Connection, actor: Actor): void {
    this.#unregistered.delete(connection);
    connection.actor = actor;
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
  endWhere(which: WaysIn): void {
    for (const connection of [...this.#connections]) {
      if (connection.actor && this.#isMeant(connection.actor, which)) connection.endAccess();
    }
  }

  /** Reads nothing more, answers what was read, and tells everybody. A second time it does nothing. */
  async close(): Promise<void> {
    for (const stop of this.#stopBeating) stop();
    this.#unregistered.close();
    for (const { peer } of this.#connections) peer.pause();
    await this.#core.settled(CLOSE_PATIENCE_MS);
    this.#stopListening();
    for (const connection of [...this.#connections]) {
      connection.end('shutting_down');
      // So that the other side's goodbye is heard.
      connection.peer.resume();
    }
  }

  #isMeant(actor: Actor, which: WaysIn): boolean {
    if ('key_id' in which) return actor.grant.key_id === which.key_id;
    if ('session_id' in which) return actor.grant.session_id === which.session_id;
    const participant = this.#core.directory.participant(actor.participant_id);
    return (
      actor.participant_id === which.participant_id || (participant?.kind === 'agent' && participant.owner_id === which.participant_id)
    );
  }

  #publish(change: Change): void {
    this.#toApps(change);
    const { event } = change;
    if (event.type === 'member.joined') this.#tellPresent(event.room.id, event.participant.id, true);
    if (event.type === 'member.left') this.#tellPresent(event.room_id, event.participant_id, false);
    for (const outgoing of this.#translate(change)) this.#toAgents(outgoing, change);
  }

  #toApps(change: Change): void {
    const { event, only_id } = change;
    const scope = scopeOf(event);
    let line: Buffer | null = null;
    for (const connection of this.#candidates(scope, only_id)) {
      if (!connection.isWatching || !connection.actor) continue;
      if (event.cursor !== null && event.cursor <= connection.heardUpTo) continue;
      if (!canReceive(this.#core.directory, connection.actor, scope, only_id)) continue;
      line ??= encode({ id: newId(), type: 'event', payload: event });
      connection.deliver(line);
    }
  }

  /** Who has a room open is told to its members only: whoever comes in is told now what the others know, and whoever leaves is told to forget it. */
  #tellPresent(roomId: string, toId: string, isMember: boolean): void {
    const { presence } = this.#core;
    for (const participant_id of presence.presentIn(roomId)) {
      if (isMember)
        this.#toApps({ only_id: toId, event: { type: 'presence.changed', cursor: null, presence: presence.of(participant_id) } });
      const event = { type: 'room.presence', cursor: null, room_id: roomId, participant_id, present: isMember } as const;
      this.#toApps({ only_id: toId, event });
    }
  }

  /** All connections that can be receivers. Policy decides for each of them. */
  *#candidates({ audience, room_id }: Scope, onlyId: string | null): Generator<Connection> {
    if (onlyId !== null) yield* this.of(onlyId);
    else if (audience === 'members' && room_id !== null) yield* this.#membersOf(room_id);
    else if (audience !== 'one participant') yield* this.#connections;
  }

  *#membersOf(roomId: string): Generator<Connection> {
    for (const id of this.#core.directory.room(roomId)?.members ?? []) yield* this.of(id);
  }

  #toAgents(outgoing: Outgoing, change: Change): void {
    const { type, to, except_id } = outgoing;
    const encoded = { usual: null as Buffer | null, ofOwner: null as Buffer | null };
    const scope = scopeOf(change.event);
    for (const connection of this.#addressees(to)) {
      if (connection.flavour !== 'clawchat' || connection.isWatching || !connection.actor) continue;
      if (connection.actor.participant_id === except_id) continue;
      if (change.event.cursor !== null && change.event.cursor <= connection.heardUpTo) continue;
      if (!this.#isFor(connection.actor, to, scope, change.only_id)) continue;
      const payload = payloadFor(this.#core.directory, outgoing, connection.actor.participant_id);
      const which = payload === outgoing.payload ? 'usual' : 'ofOwner';
      const line = (encoded[which] ??= encode({ id: newId(), type, payload }));
      if (change.event.type === 'message.posted') connection.deliverMessage(line, change.event.message.room_id, change.event.message.seq);
      else connection.deliver(line);
    }
  }

  #isFor(actor: Actor, to: Outgoing['to'], scope: Scope, onlyId: string | null): boolean {
    const { directory } = this.#core;
    // Who is called need not be in the room, but must see it.
    if ('participant_id' in to) return has(actor, 'read') && visibleRoom(directory, actor, to.if_sees_room) !== null;
    return !('all' in to || isLimited(actor)) || canReceive(directory, actor, scope, onlyId);
  }

  *#addressees(to: Outgoing['to']): Generator<Connection> {
    if ('all' in to) yield* this.#connections;
    else if ('participant_id' in to) yield* this.of(to.participant_id);
    else if ('near_id' in to) yield* this.#near(to.near_id);
    else yield* this.#inRoom(to.room_id);
  }

  *#inRoom(roomId: string): Generator<Connection> {
    for (const seat of this.#core.presence.seatsIn(roomId)) if (seat instanceof Connection) yield seat;
  }

  /** Those who have a room open that this participant has open too, each once. */
  #near(participantId: string): Set<Connection> {
    const near = new Set<Connection>();
    for (const [roomId, ids] of this.#core.presence.present()) {
      if (ids.includes(participantId)) for (const connection of this.#inRoom(roomId)) near.add(connection);
    }
    return near;
  }

  #beat(): void {
    const line = encode({ id: newId(), type: 'ping', payload: { heartbeat: true } });
    for (const connection of this.#connections) if (connection.actor) connection.deliver(line);
  }

  /** Those who have been silent for too long, and those whose session or secret is over. */
  #endOverdue(): void {
    const now = this.#core.now();
    for (const connection of [...this.#connections]) {
      const expiresAt = connection.actor?.grant.expires_at ?? Infinity;
      connection.silentMs += OVERDUE_CHECK_MS;
      if (expiresAt <= now) connection.endAccess();
      else if (connection.silentMs > SILENCE_LIMIT_MS) connection.peer.cut('Nothing was heard for too long.');
    }
  }
}

/** The payload of a frame for this participant. */
export function payloadFor(directory: Directory, { payload, for_agents_of }: Outgoing, participantId: string): unknown {
  if (!for_agents_of) return payload;
  const reader = directory.participant(participantId);
  return reader?.kind === 'agent' && reader.owner_id === for_agents_of.owner_id ? for_agents_of.payload : payload;
}

const NONE: ReadonlySet<Connection> = new Set();
