// Sends Web Push to the devices of participants. It follows what is on the disk, so it can neither delay a message nor lose one. What
// waits here is lost with the server: the app shows the messages anyway.
import { createHmac } from 'node:crypto';
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
import { devicesToTell, type Wanted } from './decide.ts';
import { encryptPush } from './encrypt.ts';
import { messagePush, testPush } from './notification.ts';
import { createSendPush, type PushMessage, type PushOutcome, type SendPush } from './send.ts';
import type { PushKey } from './vapid.ts';

/** Pushes on their way at once, and of those for one person. */
const SLOTS_MAX = 32;
const SLOTS_PER_PERSON_MAX = 4;
/** A person with an open connection has this long to read a message. A burst of messages becomes one push for each room. */
const SETTLE_MS = 5_000;
/** Messages of one room that wait for their decision. The older ones go first. */
const WAITING_MAX = 50;
/** The waits after failures of a device's push service, unless that says otherwise. After one more the message is given up. */
const RETRIES_MS = [30_000, 120_000, 600_000] as const;
const TESTS_PER_PERSON = { per_minute: 6, burst_ms: 60_000 };
const DAY_S = 24 * 60 * 60;
const HOUR_S = 60 * 60;
const TEST_S = 60;
const TOPIC_CHARS = 32;
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

/** A device whose push service is in trouble. */
interface Trouble {
  failures: number;
  /** Nothing is sent before. */
  until: number;
  /** The newest one, to be tried again. */
  message: Message | null;
  cancel(): void;
}

export class Push implements PushPorts {
  readonly #options: PushOptions;
  readonly #sendPush: SendPush;
  readonly #waiting = new Map<string, Waiting>();
  readonly #toldAt = new Map<string, number>();
  readonly #troubles = new Map<string, Trouble>();
  readonly #slots = new ConcurrencyLimiter({ max: SLOTS_MAX, maxEach: SLOTS_PER_PERSON_MAX });
  readonly #tests: Buckets;
  readonly #end = new AbortController();
  /** By session. */
  readonly #underWay = new Map<string, Set<AbortController>>();
  readonly #work = new Set<Promise<void>>();
  readonly #stopListening: () => void;

  constructor(options: PushOptions) {
    const { core, ...sending } = options;
    this.#options = options;
    this.#sendPush = createSendPush({ ...sending, now: core.now });
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

  /** Sessions have ended: what is on its way to their devices is aborted. */
  ended(): void {
    const { pushSubscriptions } = this.#options.core.directory;
    for (const [sessionId, sending] of this.#underWay) if (!pushSubscriptions.find(sessionId)) sending.forEach((each) => each.abort());
  }

  async close(): Promise<void> {
    this.#stopListening();
    this.#end.abort();
    for (const { cancel } of [...this.#waiting.values(), ...this.#troubles.values()]) cancel();
    await Promise.all(this.#work);
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
    const sinceLast = core.now() - (this.#toldAt.get(participantId) ?? 0);
    const wait = Math.max(settles, SETTLE_MS - sinceLast, 0);
    const waiting = { messages: new Map(), cancel: after(wait, () => this.#do(this.#tell(participantId))) };
    this.#waiting.set(participantId, waiting);
    return waiting;
  }

  #do(work: Promise<void>): void {
    const done = work
      .catch((error: unknown) => {
        if (!this.#end.signal.aborted) this.#options.log('A push could not be sent', error);
      })
      .finally(() => this.#work.delete(done));
    this.#work.add(done);
  }

  async #tell(participantId: string): Promise<void> {
    const { messages } = this.#waiting.get(participantId) ?? { messages: new Map<string, Message[]>() };
    this.#waiting.delete(participantId);
    this.#toldAt.set(participantId, this.#options.core.now());
    await Promise.all([...messages.values()].map((inRoom) => this.#tellOfRoom(participantId, inRoom)));
  }

  async #tellOfRoom(participantId: string, messages: readonly Message[]): Promise<void> {
    const wanted = await devicesToTell(this.#options.core, participantId, messages);
    await Promise.all(wanted.map((each) => this.#give(each)));
  }

  async #give({ device, message }: Wanted): Promise<void> {
    const trouble = this.#troubles.get(device.session_id);
    if (trouble && trouble.until > this.#options.core.now()) trouble.message = message;
    else await this.#attempt(device, message);
  }

  /** It may have waited for its turn, or for its push service: what counts is what is now. */
  async #attempt(device: PushSubscriptionRow, message: Message): Promise<void> {
    const outcome = await this.#send(device, async () => {
      const wanted = await devicesToTell(this.#options.core, device.participant_id, [message]);
      const own = wanted.find((each) => each.device.session_id === device.session_id);
      return own ? this.#pushOf(own) : null;
    });
    this.#settle(device, message, outcome);
    if (outcome) await this.#note(device, outcome);
  }

  #pushOf({ device, reason, message, named }: Wanted): PushMessage {
    const { shows, origin } = device;
    const isUrgent = isCall(reason);
    return {
      content: messagePush({ posted: { type: 'message.posted', cursor: null, message }, named, shows, origin }),
      ttlS: isUrgent ? DAY_S : HOUR_S,
      urgency: isUrgent ? 'high' : 'normal',
      topic: this.#topicOf(device, message.room_id),
    };
  }

  /** Null: nothing is to be sent any more, or the session or the server ended. */
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

  /** `outcome`: null when nothing was sent. Then the next message tries again. */
  #settle({ session_id }: PushSubscriptionRow, message: Message, outcome: PushOutcome | null): void {
    const { core, after } = this.#options;
    const before = this.#troubles.get(session_id);
    before?.cancel();
    this.#troubles.delete(session_id);
    if (outcome?.kind !== 'later') return;
    const failures = (before?.failures ?? 0) + 1;
    const wait = outcome.retryAfterMs ?? RETRIES_MS[failures - 1] ?? RETRIES_MS[RETRIES_MS.length - 1] ?? 0;
    this.#troubles.set(session_id, {
      failures,
      until: core.now() + wait,
      message: failures > RETRIES_MS.length ? null : newer(before?.message ?? null, message),
      cancel: after(wait, () => this.#do(this.#tryAgain(session_id))),
    });
  }

  async #tryAgain(sessionId: string): Promise<void> {
    const message = this.#troubles.get(sessionId)?.message;
    const device = this.#options.core.directory.pushSubscriptions.find(sessionId);
    if (message && device) await this.#attempt(device, message);
    else this.#troubles.delete(sessionId);
  }

  async #note({ session_id, endpoint, delivered_at, failure }: PushSubscriptionRow, { kind, answer }: PushOutcome): Promise<void> {
    const { core } = this.#options;
    const isNoted = failure === null && delivered_at !== null && core.now() - delivered_at < NOTED_EVERY_MS;
    if (kind === 'gone') await core.write('dropPush', { session_id, endpoint });
    else if (kind !== 'accepted') await core.write('notePush', { session_id, endpoint, failure: answer });
    else if (!isNoted) await core.write('notePush', { session_id, endpoint, failure: null });
  }

  /** The same for a room and a device. It tells a push service nothing about the room. */
  #topicOf({ session_id }: PushSubscriptionRow, roomId: string): string {
    const secret = this.#options.key().privateKey.export({ type: 'pkcs8', format: 'der' });
    return createHmac('sha256', secret).update(`${session_id} ${roomId}`).digest('hex').slice(0, TOPIC_CHARS);
  }
}

function newer(one: Message | null, other: Message): Message {
  return one && one.created_at > other.created_at ? one : other;
}
