// The messages that wait for a push to their device. There is one attempt at a time for each device, and a pause after a failure of its
// push service.
import type { Message } from '../../../../src-shared/objects.ts';
import type { After } from '../../domain/clock.ts';
import type { PushOutcome } from './send.ts';

/** The shortest pauses after failures. The push service may ask for a longer one. After one more failure the messages are given up. */
const RETRIES_MS = [30_000, 120_000, 600_000] as const;

export interface DeviceQueuesOptions {
  after: After;
  /** Takes the next message once there is a place for the attempt. Null: nothing was sent. */
  attempt(sessionId: string, next: () => Message | null): Promise<PushOutcome | null>;
  /** Follows work to its end, and logs its errors. */
  follow(work: Promise<unknown>): void;
}

interface Queue {
  /** The newest message of each room. */
  messages: Map<string, Message>;
  isBusy: boolean;
  /** Of the push service, one after another. */
  failures: number;
  /** Cancels the pause after a failure. Null: there is none. */
  cancelPause: (() => void) | null;
}

export class DeviceQueues {
  readonly #options: DeviceQueuesOptions;
  readonly #queues = new Map<string, Queue>();

  constructor(options: DeviceQueuesOptions) {
    this.#options = options;
  }

  /** Devices with messages, or with a failure. */
  get size(): number {
    return this.#queues.size;
  }

  add(sessionId: string, message: Message): void {
    const queue = this.#queues.get(sessionId) ?? { messages: new Map(), isBusy: false, failures: 0, cancelPause: null };
    this.#queues.set(sessionId, queue);
    keepNewest(queue, message);
    this.#begin(sessionId, queue);
  }

  /** Forgets the devices that are gone. */
  forget(isGone: (sessionId: string) => boolean): void {
    for (const [sessionId, queue] of this.#queues) {
      if (!isGone(sessionId)) continue;
      clear(queue);
      if (!queue.isBusy) this.#queues.delete(sessionId);
    }
  }

  close(): void {
    this.forget(() => true);
  }

  #begin(sessionId: string, queue: Queue): void {
    if (!queue.isBusy && queue.cancelPause === null) this.#options.follow(this.#run(sessionId, queue));
  }

  async #run(sessionId: string, queue: Queue): Promise<void> {
    queue.isBusy = true;
    try {
      while (queue.messages.size > 0 && queue.cancelPause === null) await this.#attempt(sessionId, queue);
    } finally {
      queue.isBusy = false;
      if (queue.messages.size === 0 && queue.cancelPause === null) this.#queues.delete(sessionId);
    }
  }

  async #attempt(sessionId: string, queue: Queue): Promise<void> {
    const taken: Message[] = [];
    const next = (): Message | null => {
      const [message = null] = queue.messages.values();
      if (message === null) return null;
      queue.messages.delete(message.room_id);
      taken.push(message);
      return message;
    };
    const attempt = this.#options.attempt(sessionId, next);
    this.#options.follow(attempt);
    // An error is that of one message. The others are tried.
    const outcome = await attempt.catch(() => null);
    const [message] = taken;
    // Without a place for the attempt, the device or the server has ended.
    if (message) this.#settle(sessionId, queue, message, outcome);
    else clear(queue);
  }

  /** An attempt that sent nothing says nothing about the push service. */
  #settle(sessionId: string, queue: Queue, message: Message, outcome: PushOutcome | null): void {
    if (outcome === null) return;
    if (outcome.kind !== 'later') {
      queue.failures = 0;
      if (outcome.kind === 'gone') queue.messages.clear();
      return;
    }
    queue.failures += 1;
    if (queue.failures > RETRIES_MS.length) queue.messages.clear();
    else keepNewest(queue, message);
    const pause = Math.max(outcome.retryAfterMs ?? 0, RETRIES_MS[queue.failures - 1] ?? RETRIES_MS[RETRIES_MS.length - 1] ?? 0);
    queue.cancelPause = this.#options.after(pause, () => {
      queue.cancelPause = null;
      if (queue.messages.size > 0) this.#begin(sessionId, queue);
      else if (!queue.isBusy) this.#queues.delete(sessionId);
    });
  }
}

function keepNewest({ messages }: Queue, message: Message): void {
  const known = messages.get(message.room_id);
  if (!known || known.seq < message.seq) messages.set(message.room_id, message);
}

function clear(queue: Queue): void {
  queue.messages.clear();
  queue.cancelPause?.();
  queue.cancelPause = null;
  queue.failures = 0;
}
