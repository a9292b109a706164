// The deliveries of one webhook: the room's messages after its cursor, in order, each until it is delivered. There is no queue that
// could be lost: after a crash, a restart or a long failure it continues from the cursor as usual.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { WEBHOOK_RETRIES_MS } from '../../../../src-shared/limits.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import type { After } from '../../domain/clock.ts';
import type { Delivered } from '../deliver.ts';
import type { ConcurrencyLimiter } from '../concurrency-limiter.ts';

/** Messages that are not for this webhook are looked through in pages that grow up to this. */
const PAGE_MAX = 32;
/** Saves the position after so many messages, so that they are not read again. */
const PASSED_MAX = 1_000;
/** After a failure that is not the receiver's: the home could not write, or not read. */
const OWN_FAILURE_WAIT_MS = 5_000;
const WAIT_MS_MAX = Math.max(...WEBHOOK_RETRIES_MS);

/** The data of one webhook, and the operations on it. */
export interface DeliveryPorts {
  /** The current webhook. Null: it was removed. */
  subscription(): Subscription | null;
  /** Oldest first. */
  messagesAfter(seq: number, limit: number): Promise<Message[]>;
  isWanted(subscription: Subscription, message: Message): boolean;
  /** The message as it is by now. */
  latest(message: Message): Promise<Message | null>;
  mayRead(subscription: Subscription): boolean;
  /** The secret that signs the deliveries. */
  secret(): Promise<string>;
  deliver(subscription: Subscription, secret: string, message: Message, signal: AbortSignal): Promise<Delivered>;
  /** `isTaken`: by the receiver; else it was not for it. */
  move(seq: number, isTaken: boolean): Promise<void>;
  fail(reason: string): Promise<void>;
  disable(): Promise<void>;
}

export interface LoopOptions {
  ports: DeliveryPorts;
  slots: ConcurrencyLimiter;
  now(): number;
  after: After;
  log(message: string, error: unknown): void;
}

export class DeliveryLoop {
  readonly #options: LoopOptions;
  readonly #end = new AbortController();
  #running: Promise<void> = Promise.resolve();
  #isRunning = false;
  #isWoken = false;
  /** The webhook has stopped until a user starts it again. */
  #isOff = false;
  #cancelWait: (() => void) | null = null;
  /** Everything up to here was sent, or is not to be; and how much of that is written down. */
  #position = 0;
  #saved = 0;

  constructor(options: LoopOptions) {
    this.#options = options;
  }

  /** There may be something to send. Cheap: nothing is read before this turn of the event loop is over. */
  wake(): void {
    this.#isWoken = true;
    if (this.#isRunning || this.#isOff || this.#cancelWait || this.#end.signal.aborted) return;
    this.#isRunning = true;
    this.#running = this.#work();
  }

  /** A user started the webhook again: ends the wait. */
  hurry(): void {
    this.#isOff = false;
    this.#cancelWait?.();
    this.#cancelWait = null;
    this.wake();
  }

  /** Stops the loop. A delivery in progress is aborted, and sent again after the next start. */
  async stop(): Promise<void> {
    this.#end.abort();
    this.#cancelWait?.();
    await this.#running;
  }

  async #work(): Promise<void> {
    try {
      do {
        await nextTurn();
        this.#isWoken = false;
        await this.#sendAll();
      } while (this.#isWoken && !this.#isOff && !this.#cancelWait && !this.#end.signal.aborted);
    } catch (error) {
      if (!this.#end.signal.aborted) this.#options.log('A webhook could not go on', error);
      this.#wait(OWN_FAILURE_WAIT_MS);
    } finally {
      this.#isRunning = false;
    }
  }

  async #sendAll(): Promise<void> {
    const { ports, now } = this.#options;
    while (!this.#end.signal.aborted) {
      const subscription = ports.subscription();
      if (subscription?.status !== 'active') {
        this.#isOff = true;
        return;
      }
      const wait = (subscription.next_attempt_at ?? 0) - now();
      if (wait > 0) {
        // No longer than it was ever to be: the clock may have been set back meanwhile.
        this.#wait(Math.min(wait, WAIT_MS_MAX));
        return;
      }
      this.#saved = Math.max(this.#saved, subscription.last_delivered_seq);
      this.#position = Math.max(this.#position, this.#saved);
      const message = await this.#nextWanted(subscription);
      if (!message) return;
      await this.#sendInTurn(subscription, message);
    }
  }

  async #nextWanted(subscription: Subscription): Promise<Message | null> {
    const { ports } = this.#options;
    for (let size = 1; ; size = Math.min(size * 2, PAGE_MAX)) {
      const page = await ports.messagesAfter(this.#position, size);
      const wanted = page.find((message) => ports.isWanted(subscription, message));
      this.#position = wanted ? wanted.seq - 1 : (page.at(-1)?.seq ?? this.#position);
      if (this.#position - this.#saved >= PASSED_MAX) await this.#save();
      if (wanted || page.length < size) return wanted ?? null;
      await nextTurn();
    }
  }

  async #save(): Promise<void> {
    await this.#options.ports.move(this.#position, false);
    this.#saved = this.#position;
  }

  async #sendInTurn({ owner_id }: Subscription, found: Message): Promise<void> {
    const giveBack = await this.#options.slots.take(owner_id, this.#end.signal);
    if (!giveBack) return;
    try {
      await this.#send(found);
    } finally {
      giveBack();
    }
  }

  /** It may have waited for its turn: what counts is what is now. */
  async #send(found: Message): Promise<void> {
    const { ports } = this.#options;
    const [message, secret] = await Promise.all([ports.latest(found), ports.secret()]);
    const subscription = ports.subscription();
    if (!subscription) return;
    if (!message || !ports.isWanted(subscription, message)) this.#position = found.seq;
    else if (!ports.mayRead(subscription)) await ports.disable();
    else await this.#settle(message, await ports.deliver(subscription, secret, message, this.#end.signal));
  }

  async #settle({ seq }: Message, delivered: Delivered): Promise<void> {
    const { ports } = this.#options;
    if (delivered.ok) {
      await ports.move(seq, true);
      this.#position = seq;
    } else if (!this.#end.signal.aborted) {
      await ports.fail(delivered.reason);
    }
  }

  #wait(ms: number): void {
    if (this.#end.signal.aborted) return;
    this.#cancelWait = this.#options.after(ms, () => {
      this.#cancelWait = null;
      this.wake();
    });
  }
}
