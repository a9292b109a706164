// The connection to one home. It is made again whenever it is lost, and the rooms of the agent are read on from their places.
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { addressOf } from '../../../src-main/cli/address.ts';
import { allRooms } from '../../../src-main/cli/rooms.ts';
import { isTemporary } from '../../../src-main/cli/session.ts';
import { commandTimer } from '../../../src-main/cli/timers.ts';
import { agentSocket } from '../../../src-main/cli/transport.ts';
import { RoomTip, type ListedRoom } from '../../../src-shared/agent-protocol/replies.ts';
import { connectAgent, type Admission, type AgentClient } from '../../../src-shared/client/agent-client.ts';
import { createBackoff, SCHEDULES } from '../../../src-shared/client/backoff.ts';
import { ConnectionLost } from '../../../src-shared/client/pending-requests.ts';
import { createReconnectingAgent, isTemporaryRefusal, type ReconnectingAgent } from '../../../src-shared/client/reconnecting-agent.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Account } from './account.ts';
import type { Cursors } from './cursors.ts';
import { Heard, HeardPage } from './messages.ts';
import { CONTEXT, Room, type Call } from './room.ts';

const PAGE = 200;
/** In a room that the agent does not know, so far back it looks for calls of the time when it was away. */
const LOOK_BACK = 200;
/** An agent that was never here looks so far back: it may have been called while OpenClaw took its new configuration over. */
const NEW_FOR_MS = 10 * 60_000;
/** So often the server may refuse the same for now, one time after the other. */
const REFUSALS_MAX = 4;
/** With the pauses between them these are about two minutes. */
const LIMITED_MAX = 30;
const Anything = z.unknown();
const InRoom = z.looseObject({ room_id: z.string() });
const Mention = z.looseObject({ room_id: z.string(), message: Heard });

export interface HomeOptions {
  account: Account;
  cursors: Cursors;
  signal: AbortSignal;
  /** The fields of `set_presence` for what the agent does now. */
  presence(): object;
  onCall(room: Room, call: Call): void;
  onStop(roomId: string): void;
  onState(state: 'connected' | 'away' | 'taken'): void;
}

/** A connection of its own, beside that of the gateway. */
export function connectTo({ url, token, agentId, name }: Account, admission: Admission, onPush?: (type: string, payload: unknown) => void) {
  const identity = { id: agentId, name };
  return connectAgent({ openSocket: agentSocket(() => [addressOf(url)]), timer: commandTimer, key: token, identity, admission, onPush });
}

export class Home {
  readonly #options: HomeOptions;
  readonly #rooms = new Map<string, Room>();
  /** By room: it is opened once at a time. */
  readonly #opening = new Map<string, Promise<void>>();
  /** By room: how often it could not be opened for now. */
  readonly #refusals = new Map<string, number>();
  /** By room: reading, one after the other. */
  readonly #reading = new Map<string, Promise<void>>();
  #client: AgentClient | null = null;
  #waiters: (() => void)[] = [];
  #isOver = false;

  constructor(options: HomeOptions) {
    this.#options = options;
  }

  /** Resolves at the end of the account. Rejects when another try is of no use: the key was ended, or another program is at the address. */
  async run(connections: Pick<ReconnectingAgent, 'next'> = this.#connections()): Promise<void> {
    const { signal, onState } = this.#options;
    signal.addEventListener('abort', () => this.#client?.close());
    try {
      for (;;) {
        const client = await connections.next();
        this.#client = client;
        await this.#begin(client).catch((error: unknown) => {
          client.close();
          if (!isPassing(error)) throw error;
        });
        await client.ended;
        this.#client = null;
        if (!signal.aborted) onState('away');
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#isOver = true;
      this.#client = null;
      this.#wake();
    }
  }

  /** Waits for a connection. A request whose fate is not known is sent again if that does no harm. Rejects at the end of the account. */
  async request<S extends z.ZodMiniType>(
    type: string,
    payload: object,
    reply: S,
    { isRepeatable }: { isRepeatable: boolean },
  ): Promise<z.infer<S>> {
    const backoff = createBackoff(SCHEDULES.agent);
    for (let refusals = 0; ;) {
      const client = await this.#connected();
      try {
        return await client.request(type, payload, reply);
      } catch (error) {
        if (!isPassing(error) || !isRepeatable) throw error;
        if (error instanceof AppError && (refusals += 1) > (isRateLimit(error) ? LIMITED_MAX : REFUSALS_MAX)) throw error;
        if (isRateLimit(error)) await sleep(backoff.next(), undefined, { signal: this.#options.signal }).catch(() => undefined);
        else {
          // A connection on which the server does not answer in time may stand for long.
          client.close();
          await client.ended;
        }
      }
    }
  }

  #connections(): ReconnectingAgent {
    const { account, signal, onState } = this.#options;
    return createReconnectingAgent({
      connect: (admission) => connectTo(account, admission, (type, payload) => this.#pushed(type, payload)),
      ...{ timer: commandTimer, now: Date.now, patienceMs: Infinity, isTemporary, signal },
      onTrouble: onState,
    });
  }

  /** For what is only of use now: without a connection nothing happens. */
  tell(type: string, payload: object): void {
    this.#client?.request(type, payload, Anything).catch(() => undefined);
  }

  get isConnected(): boolean {
    return this.#client !== null;
  }

  /** The call needs no further work: after a restart it is not read again. */
  done(room: Room, call: Call): void {
    room.done(call);
    this.#options.cursors.set(room.facts.id, room.handled);
  }

  async #connected(): Promise<AgentClient> {
    while (!this.#client) {
      if (this.#isOver) throw new ConnectionLost('The account was stopped.');
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
    return this.#client;
  }

  #wake(): void {
    for (const each of this.#waiters.splice(0)) each();
  }

  async #begin(client: AgentClient): Promise<void> {
    const { account, presence, onState } = this.#options;
    const all = await allRooms(client);
    for (const room of all) if (room.member === true || room.room_id === account.room) await this.#open(client, room, null);
    // Lanai asks only agents to stop that work.
    await client.request('set_presence', presence(), Anything).catch(ignoreRefusal);
    onState('connected');
    this.#wake();
  }

  /** `from`: the number after which to read in a room that was not known. */
  #open(client: AgentClient, listed: ListedRoom, from: number | null): Promise<void> {
    const { room_id: id } = listed;
    const before = this.#opening.get(id) ?? Promise.resolve();
    const next = before
      .catch(() => undefined)
      .then(() => this.#openNow(client, listed, from))
      .finally(() => {
        if (this.#opening.get(id) === next) this.#opening.delete(id);
      });
    this.#opening.set(id, next);
    return next;
  }

  async #openNow(client: AgentClient, listed: ListedRoom, from: number | null): Promise<void> {
    // Nobody but its members can read a sealed room.
    if (listed.encrypted === true || listed.archived === true) return;
    const { room_id: id, name } = listed;
    try {
      await client.request('join_room', { room_id: id }, Anything);
      const { seq: tip } = await client.request('room_tip', { room_id: id }, RoomTip);
      const known = this.#rooms.get(id);
      // The home was put back to an earlier time.
      if (known && tip < known.at) known.at = tip;
      if (!known) await this.#meet(client, { id, name, isDirect: listed.direct === true }, tip, from);
      await this.#read(id);
      this.#refusals.delete(id);
    } catch (error) {
      const refusals = (this.#refusals.get(id) ?? 0) + 1;
      if (error instanceof AppError) this.#refusals.set(id, refusals);
      // The other rooms need not wait for one that is never open.
      if (!(error instanceof AppError) || refusals <= REFUSALS_MAX) ignoreRefusal(error);
    }
  }

  async #meet(
    client: AgentClient,
    facts: { id: string; name: string; isDirect: boolean },
    tip: number,
    from: number | null,
  ): Promise<void> {
    const { cursors, account } = this.#options;
    const kept = cursors.get(facts.id);
    const since = cursors.since ?? Date.now() - NEW_FOR_MS;
    let at = Math.min(kept ?? from ?? tip, tip);
    let earlier: Heard[] = [];
    if (kept === undefined && from === null) {
      earlier = await page(client, facts.id, Math.max(0, tip - LOOK_BACK));
      at = (earlier.find(({ timestamp }) => Date.parse(timestamp) > since)?.seq ?? tip + 1) - 1;
    }
    const room = new Room(facts, { id: account.agentId, name: account.name }, at);
    room.remember((await page(client, facts.id, Math.max(0, at - CONTEXT))).filter(({ seq }) => seq <= at));
    this.#rooms.set(facts.id, room);
    cursors.set(facts.id, at);
  }

  #pushed(type: string, payload: unknown): void {
    const { data: at } = z.safeParse(InRoom, payload);
    if (!at) return;
    if (type === 'stop_requested') return this.#options.onStop(at.room_id);
    if (type === 'room_destroyed') {
      this.#rooms.delete(at.room_id);
      return this.#options.cursors.drop(at.room_id);
    }
    if (type === 'mention' && !this.#rooms.has(at.room_id)) return void this.#called(payload);
    if (type === 'message_received' || type === 'thinking' || type === 'decision_made')
      void this.#read(at.room_id, payload).catch((error: unknown) => this.#connectAgain(error));
  }

  /** In a room that it has not open: a direct room that a person has begun, or a public one. */
  async #called(payload: unknown): Promise<void> {
    const { data: mention } = z.safeParse(Mention, payload);
    const client = this.#client;
    if (!mention || !client) return;
    try {
      const listed = (await allRooms(client)).find(({ room_id }) => room_id === mention.room_id);
      if (listed) await this.#open(client, listed, mention.message.seq - 1);
    } catch (error) {
      this.#connectAgain(error, client);
    }
  }

  /** The next connection reads on. */
  #connectAgain(error: unknown, client = this.#client): void {
    if (isPassing(error)) client?.close();
  }

  #read(roomId: string, pushed?: unknown): Promise<void> {
    const next = (this.#reading.get(roomId) ?? Promise.resolve()).catch(() => undefined).then(() => this.#readNow(roomId, pushed));
    this.#reading.set(roomId, next);
    return next;
  }

  /** A pushed message only says that there is something new. A room that keeps no history has only what is pushed. */
  async #readNow(roomId: string, pushed: unknown): Promise<void> {
    const [client, room] = [this.#client, this.#rooms.get(roomId)];
    if (!client || !room) return;
    for (;;) {
      const found = await page(client, roomId, room.at);
      if (found.length === 0) break;
      this.#take(room, found);
    }
    const { data: alone } = z.safeParse(Heard, pushed);
    if (alone) this.#take(room, [alone]);
  }

  #take(room: Room, messages: readonly Heard[]): void {
    const found = room.read(messages);
    for (const call of found) this.#options.onCall(room, call);
    this.#options.cursors.set(room.facts.id, room.handled);
  }
}

async function page(client: AgentClient, roomId: string, since: number): Promise<Heard[]> {
  const { messages } = await client.request('get_history', { room_id: roomId, since_seq: since, limit: PAGE }, HeardPage);
  return messages.filter(({ seq }) => seq > since);
}

/** Its key may not do it, or the room is gone meanwhile. */
function ignoreRefusal(error: unknown): void {
  if (!(error instanceof AppError) || isPassing(error)) throw error;
}

/** A later try may help. */
function isPassing(error: unknown): boolean {
  return isTemporaryRefusal(error) || isRateLimit(error);
}

function isRateLimit(error: unknown): boolean {
  return error instanceof AppError && error.code.startsWith('rate_limit_');
}
