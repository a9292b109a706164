// The rooms that are open. Each is read on from its place, and what calls the agent is passed on.
import * as z from 'zod/mini';
import { Failure } from '../../../src-main/cli/failure.ts';
import { messageById, tipOf } from '../../../src-main/cli/history.ts';
import { allRooms } from '../../../src-main/cli/rooms.ts';
import { findAgain, timeOf, type Place } from '../../../src-main/cli/wait/place.ts';
import type { ListedRoom } from '../../../src-shared/agent-protocol/replies.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Account } from './account.ts';
import type { Cursors } from './cursors.ts';
import { Heard, HeardPage } from './messages.ts';
import { ignoreRefusal, isPassing, REFUSALS_MAX } from './refusals.ts';
import { CONTEXT, Room, type Call } from './room.ts';

const PAGE = 200;
/** In a room that the agent does not know, so far back it looks for calls of the time when it was away. */
const LOOK_BACK = 200;
/** An agent that was never here looks so far back: it may have been called while OpenClaw took its new configuration over. */
const NEW_FOR_MS = 10 * 60_000;
const Anything = z.unknown();
const InRoom = z.looseObject({ room_id: z.string() });
const Mention = z.looseObject({ room_id: z.string(), message: Heard });
const Membership = z.looseObject({ room_id: z.string(), member: z.boolean() });

export interface OpenRoomsOptions {
  account: Account;
  cursors: Cursors;
  onCall(room: Room, call: Call): void;
}

export class OpenRooms {
  readonly #options: OpenRoomsOptions;
  readonly #rooms = new Map<string, Room>();
  /** By room that is not open: the message before the first one that called. */
  readonly #called = new Map<string, number>();
  readonly #opening = new Set<string>();
  /** By room: how often it could not be opened for now. */
  readonly #refusals = new Map<string, number>();
  /** By room: it is opened and read in turn. */
  readonly #turns = new Map<string, Promise<void>>();
  #client: AgentClient | null = null;
  #hasBegun = false;

  constructor(options: OpenRoomsOptions) {
    this.#options = options;
  }

  /** On a new connection. */
  async begin(client: AgentClient): Promise<void> {
    const { account, cursors } = this.#options;
    this.#client = client;
    // Later it may have been removed from that room.
    const first = cursors.since === null && !this.#hasBegun ? account.room : null;
    for (const room of await allRooms(client)) if (room.member === true || room.room_id === first) await this.#open(client, room);
    this.#hasBegun = true;
  }

  /** The connection is lost. */
  end(): void {
    this.#client = null;
  }

  /** The call needs no further work: after a restart it is not read again. */
  done(room: Room, call: Call): void {
    room.done(call);
    this.#keep(room);
  }

  pushed(type: string, payload: unknown): void {
    const { data: at } = z.safeParse(InRoom, payload);
    if (!at) return;
    if (type === 'room_destroyed') return this.#forget(at.room_id);
    if (type === 'membership_changed') return this.#membershipChanged(payload);
    if (type === 'mention' && !this.#rooms.has(at.room_id)) return this.#mentioned(payload);
    if (type === 'message_received' || type === 'thinking' || type === 'decision_made')
      void this.#inTurn(at.room_id, () => this.#read(at.room_id, payload)).catch((error: unknown) => this.#connectAgain(error));
  }

  #inTurn(id: string, work: () => Promise<void>): Promise<void> {
    const next = (this.#turns.get(id) ?? Promise.resolve()).catch(() => undefined).then(work);
    this.#turns.set(id, next);
    return next;
  }

  /** `isNew`: it has just become a member. */
  #open(client: AgentClient, listed: ListedRoom, isNew = false): Promise<void> {
    const { room_id: id } = listed;
    return this.#inTurn(id, async () => {
      this.#opening.add(id);
      await this.#openNow(client, listed, isNew).finally(() => this.#opening.delete(id));
    });
  }

  async #openNow(client: AgentClient, listed: ListedRoom, isNew: boolean): Promise<void> {
    // Nobody but its members can read a sealed room.
    if (listed.encrypted === true || listed.archived === true) return;
    const { room_id: id, name } = listed;
    try {
      await client.request('join_room', { room_id: id }, Anything);
      const known = this.#rooms.get(id);
      if (known) known.moveTo((await findAgain(client, id, known.place)).place);
      else await this.#meet(client, { id, name, isDirect: listed.direct === true }, isNew);
      await this.#read(id);
      this.#refusals.delete(id);
    } catch (error) {
      const refusals = (this.#refusals.get(id) ?? 0) + 1;
      if (error instanceof AppError) this.#refusals.set(id, refusals);
      // The other rooms need not wait for one that is never open.
      if (!(error instanceof AppError) || refusals <= REFUSALS_MAX) ignoreRefusal(error);
    }
  }

  async #meet(client: AgentClient, facts: { id: string; name: string; isDirect: boolean }, isNew: boolean): Promise<void> {
    const { cursors, account } = this.#options;
    const place = await this.#placeIn(client, facts.id, isNew);
    const room = new Room(facts, { id: account.agentId, name: account.name }, place);
    room.remember((await page(client, facts.id, Math.max(0, place.seq - CONTEXT))).filter(({ seq }) => seq <= place.seq));
    this.#rooms.set(facts.id, room);
    this.#called.delete(facts.id);
    cursors.set(facts.id, place);
  }

  /** Where to begin in a room that is not open yet. */
  async #placeIn(client: AgentClient, id: string, isNew: boolean): Promise<Place> {
    const { cursors } = this.#options;
    const kept = cursors.get(id);
    if (kept) return (await findAgain(client, id, kept)).place;
    const { seq: tip, epoch = null } = await tipOf(client, id);
    // A call that came up to now is noted.
    const seq = this.#called.get(id) ?? (isNew ? tip : await this.#lastBefore(client, id, tip));
    return (await findAgain(client, id, { seq, epoch, at: 0 })).place;
  }

  /** The last message that is older than the time when the agent was last here. */
  async #lastBefore(client: AgentClient, id: string, tip: number): Promise<number> {
    const since = this.#options.cursors.since ?? Date.now() - NEW_FOR_MS;
    const earlier = await page(client, id, Math.max(0, tip - LOOK_BACK));
    return (earlier.find((each) => timeOf(each) > since)?.seq ?? tip + 1) - 1;
  }

  /** It may come back, and what was said meanwhile was not for it. */
  #membershipChanged(payload: unknown): void {
    const { data: change } = z.safeParse(Membership, payload);
    if (change?.member === false) this.#forget(change.room_id);
    // It may have opened the room itself.
    else if (change && !this.#rooms.has(change.room_id) && !this.#opening.has(change.room_id)) void this.#findAndOpen(change.room_id, true);
  }

  #forget(roomId: string): void {
    this.#rooms.delete(roomId);
    this.#called.delete(roomId);
    this.#options.cursors.drop(roomId);
  }

  /** In a room that it has not open: a direct room that a person has begun, or a public one. */
  #mentioned(payload: unknown): void {
    const { data: mention } = z.safeParse(Mention, payload);
    if (!mention) return;
    const { room_id, message } = mention;
    this.#called.set(room_id, Math.min(this.#called.get(room_id) ?? Infinity, message.seq - 1));
    void this.#findAndOpen(room_id, false);
  }

  async #findAndOpen(roomId: string, isNew: boolean): Promise<void> {
    const client = this.#client;
    if (!client) return;
    try {
      const listed = (await allRooms(client)).find(({ room_id }) => room_id === roomId);
      if (listed) await this.#open(client, listed, isNew);
    } catch (error) {
      this.#connectAgain(error, client);
    }
  }

  /** The next connection reads on. */
  #connectAgain(error: unknown, client = this.#client): void {
    if (isPassing(error)) client?.close();
  }

  /** A pushed message only says that there is something new. A room that keeps no history has only what is pushed. */
  async #read(roomId: string, pushed?: unknown): Promise<void> {
    const [client, room] = [this.#client, this.#rooms.get(roomId)];
    if (!client || !room) return;
    for (;;) {
      const found = await page(client, roomId, room.place.seq);
      if (found.length === 0) break;
      await this.#ask(client, room, found);
      this.#take(room, found);
    }
    const { data: alone } = z.safeParse(Heard, pushed);
    if (alone) this.#take(room, [alone]);
  }

  /** Who wrote the messages that these answer. */
  async #ask(client: AgentClient, room: Room, messages: readonly Heard[]): Promise<void> {
    const { id } = room.facts;
    for (const { reply_to_message: answered, thread_id, seq } of room.unclearIn(messages)) {
      if (typeof answered !== 'string') continue;
      const author = await messageById(client, id, answered).then(({ agent_id }) => agent_id, ignoreMissing);
      const isMine = author === this.#options.account.agentId;
      const asked = { room_id: id, thread_id, before_seq: seq, limit: PAGE };
      const thread = isMine && thread_id === answered ? (await client.request('get_history', asked, HeardPage)).messages : [];
      room.learn(
        answered,
        isMine,
        thread.map(({ agent_id }) => agent_id),
      );
    }
  }

  #take(room: Room, messages: readonly Heard[]): void {
    const found = room.read(messages);
    for (const call of found) this.#options.onCall(room, call);
    this.#keep(room);
  }

  /** It may have been removed from the room meanwhile. */
  #keep(room: Room): void {
    const { id } = room.facts;
    if (this.#rooms.get(id) === room) this.#options.cursors.set(id, room.handled);
  }
}

async function page(client: AgentClient, roomId: string, since: number): Promise<Heard[]> {
  const { messages } = await client.request('get_history', { room_id: roomId, since_seq: since, limit: PAGE }, HeardPage);
  return messages.filter(({ seq }) => seq > since);
}

/** That message was deleted for its age. */
function ignoreMissing(error: unknown): null {
  if (!(error instanceof Failure)) ignoreRefusal(error);
  return null;
}
