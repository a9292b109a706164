// Sends Web Push to the devices of participants. It follows what is on the disk, so it can neither delay a message nor lose one. Queued
// pushes are lost when the server stops. The app shows the messages anyway.
import type { Reply, Request } from '../../../../src-shared/commands/index.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { isCall } from '../../../../src-shared/notify/rule.ts';
import type { After } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { Buckets } from '../../domain/limits/buckets.ts';
import type { PushPorts } from '../../domain/push/commands.ts';
import type { AddressRule } from '../../domain/webhooks/commands.ts';
import type { PushSubscriptionRow } from '../../store/tables/push.ts';
import type { Lookup } from '../address.ts';
import { ConcurrencyLimiter } from '../concurrency-limiter.ts';
import { devicesToNotify, type Wanted } from './decide.ts';
import { DeviceQueues } from './device-queues.ts';
import { encryptPush } from './encrypt.ts';
import { messagePush, testPush } from './notification.ts';
import { createSendPush, type PushMessage, type PushOutcome, type SendPush } from './send.ts';
import { createTopicOf } from './topic.ts';
import type { PushKey } from './vapid.ts';

/** Pushes on their way at once, and of those for one person. */
const SLOTS_MAX = 32;
const SLOTS_PER_PERSON_MAX = 4;
/** A person with an open connection has this long to read a message. A burst of messages becomes one push for each room. */
const SETTLE_MS = 5_000;
/** Messages of one room that wait for their decision. The older ones go first. */
const WAITING_MAX = 50;
const TESTS_PER_PERSON = { per_minute: 6, burst_ms: 60_000 };
const DAY_S = 24 * 60 * 60;
const HOUR_S = 60 * 60;
const TEST_S = 60;
/** A success is noted once in this time. */
const NOTED_EVERY_MS = 60_000;

export interface PushOptions {
  core: Core;
  lookup: Lookup;
  /** Whether this is an address of a push service. */
  admits(url: URL): boolean;
  rule: AddressRule;
  /** Made when it is first needed. */
  key(): PushKey;
  after: After;
  log(message: string, error: unknown): void;
}

/** Of one person, by room. */
interface Waiting {
  messages: Map<string, Message[]>;
  cancel(): void;
}

export class Push implements PushPorts {
  readonly #options: PushOptions;
  readonly #sendPush: SendPush;
  readonly #waiting = new Map<string, Waiting>();
  readonly #notifiedAt = new Map<string, number>();
  readonly #queues: DeviceQueues;
  readonly #topicOf: (sessionId: string, roomId: string) => string;
  readonly #slots = new ConcurrencyLimiter({ max: SLOTS_MAX, maxEach: SLOTS_PER_PERSON_MAX });
  readonly #tests: Buckets;
  readonly #end = new AbortController();
  /** By session. */
  readonly #underWay = new Map<string, Set<AbortController>>();
  readonly #work = new Set<Promise<unknown>>();
  readonly #stopListening: () => void;

  constructor(options: PushOptions) {
    const { core, ...sending } = options;
    this.#options = options;
    this.#sendPush = createSendPush({ ...sending, now: core.now });
    this.#topicOf = createTopicOf(options.key);
    this.#queues = new DeviceQueues({
      after: options.after,
      attempt: (sessionId, next) => this.#attempt(sessionId, next),
      follow: (work) => this.#do(work),
    });
    this.#tests = new Buckets(core.now);
    this.#tests.setRate(TESTS_PER_PERSON);
    this.#stopListening = core.onChange(({ event }) => {
      if (event.type === 'message.posted') this.#follow(event.message);
    });
  }

  publicKey(): string {
    return this.#options.key().publicKey;
  }

  admit({ endpoint, p256dh, auth }: Request<'subscribe_push'>): void {
    const url = URL.parse(endpoint);
    if (!url || !this.#options.admits(url))
      throw new AppError('invalid_payload', 'endpoint: this is no address of a push service that the server knows.');
    try {
      encryptPush(Buffer.from(''), { p256dh, auth });
    } catch (error) {
      throw new AppError('invalid_payload', 'p256dh: this is no point of the curve P-256.', { cause: error });
    }
  }

  async test(sessionId: string): Promise<Reply<'test_push'>> {
    const device = this.#options.core.directory.pushSubscriptions.find(sessionId);
    if (!device) throw new AppError('invalid_payload', 'This device receives no pushes.');
    const retryAfterMs = this.#tests.wait(device.participant_id);
    if (retryAfterMs > 0) throw new AppError('rate_limit_commands', undefined, { retryAfterMs });
    this.#tests.take(device.participant_id);
    const outcome = await this.#send(device, () => ({ content: testPush(device.origin), ttlS: TEST_S, urgency: 'high', topic: null }));
    if (!outcome) throw new AppError('shutting_down');
    await this.#note(device, outcome);
    return { ok: outcome.kind === 'accepted', status: outcome.status, answer: outcome.answer };
  }

  /** Sessions have ended: pushes to their devices are aborted. */
  ended(): void {
    const { pushSubscriptions } = this.#options.core.directory;
    this.#queues.forget((sessionId) => !pushSubscriptions.find(sessionId));
    for (const [sessionId, sending] of this.#underWay) if (!pushSubscriptions.find(sessionId)) sending.forEach((each) => each.abort());
  }

  async close(): Promise<void> {
    this.#stopListening();
    this.#end.abort();
    for (const { cancel } of this.#waiting.values()) cancel();
    this.#queues.close();
    while (this.#work.size > 0) await Promise.all(this.#work);
  }

  #follow(message: Message): void {
    const { core } = this.#options;
    const { members } = core.directory.room(message.room_id) ?? {};
    for (const id of members ?? []) if (id !== message.author_id && core.directory.pushSubscriptions.has(id)) this.#wait(id, message);
  }

  #wait(participantId: string, message: Message): void {
    if (this.#end.signal.aborted) return;
    const waiting = this.#waiting.get(participantId) ?? this.#begin(participantId);
    const inRoom = waiting.messages.get(message.room_id) ?? [];
    waiting.messages.set(message.room_id, [...inRoom, message].slice(-WAITING_MAX));
  }

  #begin(participantId: string): Waiting {
    const { core, after } = this.#options;
    const settles = core.presence.isOnline(participantId) ? SETTLE_MS : 0;
    const sinceLast = core.now() - (this.#notifiedAt.get(participantId) ?? -Infinity);
    // A time in the future comes from a clock that was set back. It delays no push.
    const wait = Math.max(settles, sinceLast < 0 ? 0 : SETTLE_MS - sinceLast, 0);
    const waiting = { messages: new Map(), cancel: after(wait, () => this.#do(this.#notify(participantId))) };
    this.#waiting.set(participantId, waiting);
    return waiting;
  }

  #do(work: Promise<unknown>): void {
    const done: Promise<unknown> = work
      .catch((error: unknown) => {
        if (!this.#end.signal.aborted) this.#options.log('A push could not be sent', error);
      })
      .finally(() => this.#work.delete(done));
    this.#work.add(done);
  }

  async #notify(participantId: string): Promise<void> {
    const { messages } = this.#waiting.get(participantId) ?? { messages: new Map<string, Message[]>() };
    this.#waiting.delete(participantId);
    this.#notifiedAt.set(participantId, this.#options.core.now());
    await Promise.all([...messages.values()].map((inRoom) => this.#notifyAboutRoom(participantId, inRoom)));
  }

  async #notifyAboutRoom(participantId: string, messages: readonly Message[]): Promise<void> {
    const wanted = await devicesToNotify(this.#options.core, { participantId }, messages);
    if (this.#end.signal.aborted) return;
    for (const { device, message } of wanted) this.#queues.add(device.session_id, message);
  }

  /** An attempt may wait for a slot or for its push service, so it decides again. */
  async #attempt(sessionId: string, next: () => Message | null): Promise<PushOutcome | null> {
    const { core } = this.#options;
    const device = core.directory.pushSubscriptions.find(sessionId);
    if (!device) return null;
    const outcome = await this.#send(device, async () => {
      const message = next();
      const [own] = message ? await devicesToNotify(core, { participantId: device.participant_id, sessionId }, [message]) : [];
      return own ? this.#pushOf(own) : null;
    });
    if (outcome) this.#do(this.#note(device, outcome));
    return outcome;
  }

  #pushOf({ device, reason, message, named }: Wanted): PushMessage {
    const { shows, origin } = device;
    const isUrgent = isCall(reason);
    return {
      content: messagePush({ posted: { type: 'message.posted', cursor: null, message }, named, shows, origin }),
      ttlS: isUrgent ? DAY_S : HOUR_S,
      urgency: isUrgent ? 'high' : 'normal',
      topic: this.#topicOf(device.session_id, message.room_id),
    };
  }

  /** Null: there is nothing to send, or the session or the server has ended. */
  async #send(device: PushSubscriptionRow, make: () => PushMessage | null | Promise<PushMessage | null>): Promise<PushOutcome | null> {
    const { core } = this.#options;
    const giveBack = await this.#slots.take(device.participant_id, this.#end.signal);
    if (!giveBack) return null;
    const sending = new AbortController();
    const ofSession = this.#underWay.get(device.session_id) ?? new Set();
    this.#underWay.set(device.session_id, ofSession.add(sending));
    try {
      const message = await make();
      if (!message || core.directory.pushSubscriptions.find(device.session_id)?.endpoint !== device.endpoint) return null;
      const outcome = await this.#sendPush(device, message, AbortSignal.any([sending.signal, this.#end.signal]));
      return sending.signal.aborted || this.#end.signal.aborted ? null : outcome;
    } finally {
      ofSession.delete(sending);
      if (ofSession.size === 0) this.#underWay.delete(device.session_id);
      giveBack();
    }
  }

  async #note({ session_id, endpoint, delivered_at, failure }: PushSubscriptionRow, { kind, answer }: PushOutcome): Promise<void> {
    const { core } = this.#options;
    const age = core.now() - (delivered_at ?? -Infinity);
    const isNoted = failure === null && age >= 0 && age < NOTED_EVERY_MS;
    if (kind === 'gone') await core.write('dropPush', { session_id, endpoint });
    else if (kind !== 'accepted') await core.write('notePush', { session_id, endpoint, failure: answer });
    else if (!isNoted) await core.write('notePush', { session_id, endpoint, failure: null });
  }
}
