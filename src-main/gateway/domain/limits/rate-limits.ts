// How much may be asked of the home: messages and commands a minute, rooms that are alive, agents that are connected.
// A person's own machine is theirs: its owner, and agents with the home's own key, have no limit on messages and commands.
import { AppError, type ErrorCode } from '../../../../src-shared/errors.ts';
import { HOME_KEY_ID } from '../../../../src-shared/ids.ts';
import { DEFAULT_LIMITS, type Limits } from '../../../../src-shared/keys.ts';
import { BODIES_BYTES_MAX } from '../../../../src-shared/limits.ts';
import { accountOf, type Actor } from '../actor.ts';
import { Buckets } from './buckets.ts';
import type { Directory } from '../directory.ts';

const AGENT_BURST_MS = 10_000;
const GUEST_BURST_MS = 12_000;
/** Many agents may be started at the same time, and then no more for a while. */
const NEW_AGENTS_BURST_MS = 10 * 60_000;
/** Of the home's own key, which has no separate limits. */
const KNOWN_OF_HOME_KEY_MAX = 20_000;
const SECOND_MS = 1_000;
const MB = 1_000_000;

const RATES = {
  messages_per_key: AGENT_BURST_MS,
  messages_per_agent: AGENT_BURST_MS,
  messages_per_guest: GUEST_BURST_MS,
  commands_per_agent: AGENT_BURST_MS,
  commands_per_guest: GUEST_BURST_MS,
  answered_mb_per_guest: GUEST_BURST_MS,
  answered_mb_per_key: AGENT_BURST_MS,
  new_agents_per_key: NEW_AGENTS_BURST_MS,
} as const satisfies Partial<Record<keyof Limits, number>>;
/** Answers up to this length count as requests only. */
const SMALL_ANSWER_BYTES = 4_096;
type RateName = keyof typeof RATES;
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the names of the table above
const RATE_NAMES = Object.keys(RATES) as RateName[];

/** The level of one bucket, as it is kept over a restart. */
export interface SavedLevel {
  bucket: string;
  level: number;
  at: number;
}

export interface LimitBookOptions {
  now(): number;
  directory: Directory;
  changed: Partial<Limits>;
  saved: readonly SavedLevel[];
}

export class RateLimits {
  readonly #options: LimitBookOptions;
  readonly #buckets: Record<RateName, Buckets>;
  /** Rooms on their way to the disk, by whose they count as. */
  readonly #pendingRooms = new Map<string, number>();
  #limits: Limits = DEFAULT_LIMITS;
  /** The disk is nearly full, and the rest is kept for the owner. */
  isDiskFull = false;

  constructor(options: LimitBookOptions) {
    const fresh = (): Buckets => new Buckets(options.now);
    this.#options = options;
    this.#buckets = {
      messages_per_key: fresh(),
      messages_per_agent: fresh(),
      messages_per_guest: fresh(),
      commands_per_agent: fresh(),
      commands_per_guest: fresh(),
      answered_mb_per_guest: fresh(),
      answered_mb_per_key: fresh(),
      new_agents_per_key: fresh(),
    };
    this.change(options.changed);
    for (const { bucket, ...level } of options.saved) {
      const name = RATE_NAMES.find((each) => bucket.startsWith(`${each} `));
      if (name) this.#buckets[name].restore(bucket.slice(name.length + 1), level);
    }
  }

  get all(): Limits {
    return this.#limits;
  }

  /** In force at once. */
  change(changed: Partial<Limits>): void {
    this.#limits = { ...this.#limits, ...changed };
    for (const name of RATE_NAMES) {
      const most = this.#limits[name];
      const per_minute = most !== null && name.startsWith('answered_mb_') ? most * MB : most;
      this.#buckets[name].setRate(per_minute === null ? null : { per_minute, burst_ms: RATES[name] });
    }
  }

  /** Throws `rate_limit_commands`. */
  takeCommand(actor: Actor): void {
    const standing = this.#standing(actor);
    if (standing === 'free') return;
    const buckets = standing === 'guest' ? this.#buckets.commands_per_guest : this.#buckets.commands_per_agent;
    const wait = buckets.wait(actor.participant_id);
    if (wait > 0) throw tooMany('rate_limit_commands', 'Too many requests.', wait);
    buckets.take(actor.participant_id);
  }

  /** Before something that may have a large answer. Throws `rate_limit_bytes`. */
  requireAnswer(actor: Actor): void {
    const wait = this.#answered(actor)?.wait(accountOf(actor)) ?? 0;
    if (wait > 0) throw tooMany('rate_limit_bytes', 'Too much data was requested.', wait);
  }

  /** Counts the bytes of an answer. */
  answered(actor: Actor, bytes: number): void {
    if (bytes > SMALL_ANSWER_BYTES) this.#answered(actor)?.take(accountOf(actor), bytes);
  }

  /** `bytes`: of all bodies that the actor's account is sending. Throws `rate_limit_bytes`. */
  requireBody(actor: Actor, bytes: number): void {
    if (bytes > BODIES_BYTES_MAX && this.#standing(actor) !== 'free')
      throw tooMany('rate_limit_bytes', 'Too much is being sent at the same time.', SECOND_MS);
  }

  /** `open`: the number of open connections of the actor's account. Throws `rate_limit_connections`. */
  requireConnection(actor: Actor, open: number): void {
    if (this.#standing(actor) === 'free') return;
    const max = actor.grant.key_id === null ? this.#limits.connections_per_person : this.#limits.connections_per_key;
    if (max === null || open < max) return;
    const whose = actor.grant.key_id === null ? 'for one person' : 'with one key';
    throw new AppError('rate_limit_connections', `Not more than ${max} connections at a time ${whose}. Close some first.`);
  }

  /** Bytes that the actor may still store; null: no limit. */
  storageLeft(actor: Actor): number | null {
    const max = this.#storageMax(actor);
    if (max === null) return null;
    const { key_id } = actor.grant;
    const { accounts } = this.#options.directory;
    const stored = key_id === null ? accounts.storedBy(actor.participant_id) : accounts.storedWithKey(key_id);
    return max * MB - stored;
  }

  /** Before something is written. Throws `quota_exceeded`, or `storage_full` while the disk is nearly full. */
  requireStorage(actor: Actor): void {
    const standing = this.#standing(actor);
    if (standing === 'free') return;
    if (this.isDiskFull) throw new AppError('storage_full', "The home's disk is nearly full: only its owner can write now, and make room.");
    if ((this.storageLeft(actor) ?? 1) <= 0) throw this.quotaExceeded(actor);
  }

  quotaExceeded(actor: Actor): AppError {
    const max = this.#storageMax(actor) ?? 0;
    const whose = actor.grant.key_id === null ? 'You have' : 'This key has';
    return new AppError(
      'quota_exceeded',
      `${whose} stored ${max} MB here, which is the most. Delete messages with files, or ask the owner for more.`,
    );
  }

  #storageMax(actor: Actor): number | null {
    const standing = this.#standing(actor);
    if (standing === 'free') return null;
    if (actor.grant.key_id !== null) return this.#limits.stored_mb_per_key;
    return standing === 'guest' ? this.#limits.stored_mb_per_guest : this.#limits.stored_mb_per_member;
  }

  /** Throws `rate_limit_messages`. False: nothing was taken, since nothing limits this one. */
  takeMessage(actor: Actor): boolean {
    const own = this.#ownMessages(actor);
    if (!own) return false;
    const { messages_per_key: ofKeys } = this.#buckets;
    const { key_id } = actor.grant;
    const wait = Math.max(own.wait(actor.participant_id), key_id === null ? 0 : ofKeys.wait(key_id));
    if (wait > 0) throw tooMany('rate_limit_messages', 'Too many messages.', wait);
    own.take(actor.participant_id);
    if (key_id !== null) ofKeys.take(key_id);
    return own.isLimited || (key_id !== null && ofKeys.isLimited);
  }

  /** The message was refused after all: only those that are accepted count. */
  giveBackMessage(actor: Actor): void {
    this.#ownMessages(actor)?.giveBack(actor.participant_id);
    if (actor.grant.key_id !== null) this.#buckets.messages_per_key.giveBack(actor.grant.key_id);
  }

  /** Throws `rate_limit_agents` when a key has so many agents connected already. */
  requireSeat(keyId: string, connected: number): void {
    const { agents_per_key: max } = this.#limits;
    if (keyId !== HOME_KEY_ID && max !== null && connected >= max)
      throw new AppError('rate_limit_agents', `Not more than ${max} agents can be connected with this key.`);
  }

  /** The maximum number of known agents of a key; null: no maximum. */
  knownAgentsMax(keyId: string): number | null {
    return keyId === HOME_KEY_ID ? KNOWN_OF_HOME_KEY_MAX : this.#limits.agents_known_per_key;
  }

  /** A new agent id registers. Throws `rate_limit_agents`. */
  takeNewAgent(keyId: string): void {
    if (keyId === HOME_KEY_ID) return;
    const { new_agents_per_key: buckets } = this.#buckets;
    const wait = buckets.wait(keyId);
    if (wait > 0) throw tooMany('rate_limit_agents', 'Too many new agents with this key.', wait);
    buckets.take(keyId);
  }

  /** Makes a room, or brings one back. Throws `rate_limit_rooms` when too many are alive: counted from those there are, so that each gives its place back when it ends. */
  async makingRoom<T>(actor: Actor, make: () => Promise<T>): Promise<T> {
    const maker = this.#roomMaker(actor);
    if (!maker || maker.max === null) return make();
    const pending = this.#pendingRooms.get(maker.id) ?? 0;
    const alive = this.#options.directory.roomsAlive(maker.made);
    if (alive + pending >= maker.max)
      throw new AppError('rate_limit_rooms', `Not more than ${maker.max} rooms at a time. Archive some, or let them end.`);
    this.#pendingRooms.set(maker.id, pending + 1);
    try {
      return await make();
    } finally {
      const left = (this.#pendingRooms.get(maker.id) ?? 1) - 1;
      if (left === 0) this.#pendingRooms.delete(maker.id);
      else this.#pendingRooms.set(maker.id, left);
    }
  }

  /** The buckets that are not full. */
  levels(): SavedLevel[] {
    return RATE_NAMES.flatMap((name) => this.#buckets[name].entries().map(([id, level]) => ({ bucket: `${name} ${id}`, ...level })));
  }

  #ownMessages(actor: Actor): Buckets | null {
    const standing = this.#standing(actor);
    if (standing === 'free') return null;
    return standing === 'guest' ? this.#buckets.messages_per_guest : this.#buckets.messages_per_agent;
  }

  #answered(actor: Actor): Buckets | null {
    const standing = this.#standing(actor);
    if (standing === 'free') return null;
    return standing === 'guest' ? this.#buckets.answered_mb_per_guest : this.#buckets.answered_mb_per_key;
  }

  #standing({ participant_id, grant }: Actor): 'free' | 'agent' | 'guest' {
    if (grant.key_id === HOME_KEY_ID) return 'free';
    const participant = this.#options.directory.participant(participant_id);
    if (participant?.kind !== 'person') return 'agent';
    if (participant.role === 'owner') return 'free';
    return participant.role === 'guest' ? 'guest' : 'agent';
  }

  /** Null: the owner may make as many as they like. */
  #roomMaker(actor: Actor): { id: string; max: number | null; made: Parameters<Directory['roomsAlive']>[0] } | null {
    const { key_id } = actor.grant;
    if (key_id !== null) return { id: `key ${key_id}`, max: this.#limits.rooms_per_key, made: { key_id } };
    const standing = this.#standing(actor);
    if (standing === 'free') return null;
    const max = standing === 'guest' ? this.#limits.rooms_per_guest : this.#limits.rooms_per_key;
    return { id: actor.participant_id, max, made: { participant_id: actor.participant_id } };
  }
}

function tooMany(code: ErrorCode, sentence: string, waitMs: number): AppError {
  const seconds = Math.ceil(waitMs / 1000);
  return new AppError(code, `${sentence} Try again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`, { retryAfterMs: waitMs });
}
