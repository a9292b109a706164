// The connection to one home. It is made again whenever it is lost, and the rooms of the agent are read on from their places.
import { setTimeout as sleep } from 'node:timers/promises';
import * as z from 'zod/mini';
import { addressOf } from '../../../src-main/cli/address.ts';
import { isTemporary } from '../../../src-main/cli/session.ts';
import { commandTimer } from '../../../src-main/cli/timers.ts';
import { agentSocket } from '../../../src-main/cli/transport.ts';
import { connectAgent, type Admission, type AgentClient } from '../../../src-shared/client/agent-client.ts';
import { createBackoff, SCHEDULES } from '../../../src-shared/client/backoff.ts';
import { ConnectionLost } from '../../../src-shared/client/pending-requests.ts';
import { createReconnectingAgent, type ReconnectingAgent } from '../../../src-shared/client/reconnecting-agent.ts';
import { AppError } from '../../../src-shared/errors.ts';
import type { Account } from './account.ts';
import { OpenRooms, type OpenRoomsOptions } from './open-rooms.ts';
import { ignoreRefusal, isPassing, isRateLimit, REFUSALS_MAX } from './refusals.ts';
import type { Call, Room } from './room.ts';

/** With the pauses between them these are about two minutes. */
const LIMITED_MAX = 30;
const Anything = z.unknown();
const InRoom = z.looseObject({ room_id: z.string() });

export interface HomeOptions extends OpenRoomsOptions {
  signal: AbortSignal;
  /** The fields of each `set_presence` for what the agent does now. */
  presence(): readonly object[];
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
  readonly #rooms: OpenRooms;
  #client: AgentClient | null = null;
  #waiters: (() => void)[] = [];
  #isOver = false;

  constructor(options: HomeOptions) {
    this.#options = options;
    this.#rooms = new OpenRooms(options);
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
        this.#away();
        if (!signal.aborted) onState('away');
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      this.#isOver = true;
      this.#away();
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
    this.#rooms.done(room, call);
  }

  async #connected(): Promise<AgentClient> {
    while (!this.#client) {
      if (this.#isOver) throw new ConnectionLost('The account was stopped.');
      await new Promise<void>((resolve) => this.#waiters.push(resolve));
    }
    return this.#client;
  }

  #away(): void {
    this.#client = null;
    this.#rooms.end();
  }

  #pushed(type: string, payload: unknown): void {
    const { data: at } = z.safeParse(InRoom, payload);
    if (type === 'stop_requested' && at) this.#options.onStop(at.room_id);
    else this.#rooms.pushed(type, payload);
  }

  #wake(): void {
    for (const each of this.#waiters.splice(0)) each();
  }

  async #begin(client: AgentClient): Promise<void> {
    const { presence, onState } = this.#options;
    await this.#rooms.begin(client);
    // Lanai asks only agents to stop that work.
    for (const each of presence()) await client.request('set_presence', each, Anything).catch(ignoreRefusal);
    onState('connected');
    this.#wake();
  }
}
