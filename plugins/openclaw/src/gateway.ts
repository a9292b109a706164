// The account while OpenClaw's gateway runs: it is connected, takes its calls one after the other in each room, and stops on request.
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { AGENT_HOPS_MAX, TYPING_LIFETIME_MS } from '../../../src-shared/limits.ts';
import { reasonOf } from '../../../src-shared/reason.ts';
import * as z from 'zod/mini';
import type { Account } from './account.ts';
import { Answer } from './answer.ts';
import { openCursors } from './cursors.ts';
import { Home } from './home.ts';
import type { AccountContext, ChannelRuntime, Sdk } from './host.ts';
import type { Call, Room } from './room.ts';
import { admit, takeTurn, type Admitted, type TurnPorts } from './turn.ts';

/** In one room, a person is answered once in this time that the agent does not answer them. */
const REFUSE_EVERY_MS = 10 * 60_000;
const TYPING_EVERY_MS = TYPING_LIFETIME_MS / 2;
const ANYTHING = z.unknown();

/** Resolves when OpenClaw ends the account. */
export async function startAccount(ctx: AccountContext<Account>, sdk: Sdk): Promise<void> {
  const { account, accountId, abortSignal, channelRuntime, log } = ctx;
  const state = (change: { running?: boolean; connected?: boolean; lastError?: string | null }): void =>
    ctx.setStatus({ ...ctx.getStatus(), accountId, ...change });
  try {
    if (!account.configured) throw new Error('This account has no home yet. Run the line that Lanai shows under "Connect an agent".');
    if (!channelRuntime) throw new Error('This version of OpenClaw is too old: 2026.9.6 or newer is needed.');
    state({ running: true, connected: false, lastError: null });
    await new Worker(ctx, channelRuntime, sdk, state).run();
  } catch (error) {
    if (abortSignal.aborted) return;
    const why = reasonOf(error);
    log?.error?.(`Lanai: ${why}`);
    // Trying again at once would change nothing: it waits for a new configuration.
    state({ running: false, connected: false, lastError: why });
    await new Promise<void>((resolve) => abortSignal.addEventListener('abort', () => resolve(), { once: true }));
  }
  state({ running: false, connected: false });
}

class Worker {
  readonly #ctx: AccountContext<Account>;
  readonly #ports: TurnPorts;
  readonly #home: Home;
  /** By room: the turns, one after the other. */
  readonly #queues = new Map<string, Promise<void>>();
  /** By room: what Stop ends, the running turn and those that wait. */
  readonly #stops = new Map<string, AbortController>();
  readonly #refusedAt = new Map<string, number>();
  /** The rooms of the turns that run. */
  readonly #working = new Set<string>();
  /** The connection has ended for good. */
  #isOver = false;

  constructor(
    ctx: AccountContext<Account>,
    runtime: ChannelRuntime,
    sdk: Sdk,
    state: (change: { connected: boolean; lastError?: string | null }) => void,
  ) {
    const { account, accountId, abortSignal: signal, cfg, log } = ctx;
    const file = path.join(sdk.stateFolder(), 'lanai', `${encodeURIComponent(accountId)}.json`);
    this.#ctx = ctx;
    this.#home = new Home({
      account,
      signal,
      cursors: openCursors(file, account.agentId, { now: Date.now, log: (text) => log?.warn?.(`Lanai: ${text}`) }),
      // It replaces the activities in rooms, so it comes first.
      presence: () => [{ status: 'waiting' }, ...[...this.#working].map(thinkingIn)],
      onCall: (room, call) => this.#enqueue(room, call),
      onStop: (roomId) => this.#stops.get(roomId)?.abort(new Error('A person stopped the agent.')),
      onState(how) {
        state({ connected: how === 'connected', lastError: how === 'taken' ? 'Another program is connected as this agent.' : null });
        log?.info?.(
          how === 'connected' ? `Connected to ${account.url} as ${account.name}.` : 'The connection to Lanai is lost. It is made again.',
        );
      },
    });
    const door = { account, isProven: () => this.#home.isConnected };
    this.#ports = { cfg, account, runtime, sdk, home: this.#home, door, log: (text) => log?.warn?.(`Lanai: ${text}`) };
  }

  async run(): Promise<void> {
    this.#ctx.abortSignal.addEventListener('abort', () => this.#end('OpenClaw ends the channel.'));
    try {
      await this.#home.run();
    } finally {
      this.#end('The connection to Lanai has ended.');
    }
    await Promise.all(this.#queues.values());
  }

  #end(why: string): void {
    this.#isOver = true;
    for (const each of this.#stops.values()) each.abort(new Error(why));
  }

  #enqueue(room: Room, call: Call): void {
    const { id } = room.facts;
    const known = this.#stops.get(id);
    const stop = known && !known.signal.aborted ? known : new AbortController();
    this.#stops.set(id, stop);
    const before = this.#queues.get(id) ?? Promise.resolve();
    this.#queues.set(
      id,
      before.then(() => this.#turn(room, call, stop.signal)),
    );
  }

  async #turn(room: Room, call: Call, signal: AbortSignal): Promise<void> {
    const isEnding = (): boolean => this.#isOver;
    // It is read again when OpenClaw is back.
    if (isEnding()) return;
    try {
      if (!signal.aborted) await this.#take(room, call, signal);
    } catch (error) {
      this.#ports.log(`A turn failed: ${reasonOf(error)}`);
    }
    if (!isEnding()) this.#home.done(room, call);
  }

  async #take(room: Room, call: Call, signal: AbortSignal): Promise<void> {
    const admitted = await admit(this.#ports, room, call);
    if (!admitted) return this.#refuse(room, call);
    const tooDeep = room.admit(call);
    // Agents that answer each other stop, also those of other servers and programs.
    if (tooDeep === null) await this.#answer(room, call, admitted, signal);
    else if (tooDeep === 'first')
      await this.#say(room, call, `I stop here: agents have called me ${AGENT_HOPS_MAX} times without a word of a person.`);
  }

  async #answer(room: Room, call: Call, admitted: Admitted, signal: AbortSignal): Promise<void> {
    const room_id = room.facts.id;
    const over = new AbortController();
    const { message_id, seq } = call.message;
    const place = { room_id, reply_to: message_id };
    const answer = new Answer({ home: this.#home, place, after: seq, signal, now: Date.now });
    this.#working.add(room_id);
    this.#home.tell('set_presence', thinkingIn(room_id));
    const typing = this.#type(room_id, answer, over.signal);
    try {
      await takeTurn(this.#ports, room, call, admitted, { answer, signal });
    } finally {
      over.abort();
      await typing;
      this.#working.delete(room_id);
      this.#home.tell('set_typing', { room_id, typing: false });
      this.#home.tell('set_presence', { room_id, status: 'idle' });
    }
  }

  /** Lanai forgets it after some seconds. */
  async #type(room_id: string, answer: Answer, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      answer.keep();
      this.#home.tell('set_typing', { room_id, typing: true });
      await sleep(TYPING_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** A person who calls hears why nothing happens. Agents are not answered: they would answer. */
  async #refuse(room: Room, call: Call): Promise<void> {
    const { agent_id, author_kind } = call.message;
    const key = `${room.facts.id} ${agent_id}`;
    const isRecent = Date.now() - (this.#refusedAt.get(key) ?? 0) < REFUSE_EVERY_MS;
    if (author_kind !== 'person' || isRecent) return;
    for (const [each, at] of this.#refusedAt) if (Date.now() - at >= REFUSE_EVERY_MS) this.#refusedAt.delete(each);
    this.#refusedAt.set(key, Date.now());
    await this.#say(
      room,
      call,
      'I answer only my owner here. The owner can let others call me: `allowFrom` in OpenClaw’s settings of this channel.',
    );
  }

  async #say({ facts }: Room, { message }: Call, content: string): Promise<void> {
    const client_id = `openclaw-${message.message_id}-note`.slice(0, 64);
    const said = { room_id: facts.id, reply_to: message.message_id, content, client_id };
    await this.#home.request('send_message', said, ANYTHING, { isRepeatable: true });
  }
}

function thinkingIn(room_id: string): object {
  return { room_id, status: 'thinking' };
}
