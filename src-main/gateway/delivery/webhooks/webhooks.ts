// All webhooks of the home: a loop for each active one, woken by messages in its room.
import { AppError } from '../../../../src-shared/errors.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import type { After } from '../../domain/clock.ts';
import type { Core } from '../../domain/core.ts';
import { mayStillRead, ruleOf, type WebhookPorts } from '../../domain/webhooks/commands.ts';
import type { Change } from '../../store/interfaces/change.ts';
import { AddressRefused, parseAddress, resolveAddress, type Lookup } from '../address.ts';
import type { Deliver, Delivery } from '../deliver.ts';
import { DeliveryLoop, type DeliveryPorts } from './loop.ts';
import { signature, webhookId } from './sign.ts';
import { ConcurrencyLimiter } from '../concurrency-limiter.ts';
import { isWanted } from './filter.ts';

/** Deliveries on their way at once, and of those for one person. */
const SLOTS_MAX = 64;
const SLOTS_PER_PERSON_MAX = 16;
const LOST_SIGHT = 'Its creator may not read the room any more.';

export interface WebhooksOptions {
  core: Core;
  version: string;
  lookup: Lookup;
  deliver: Deliver;
  /** A message as the receivers know it. */
  describe(message: Message, subscription: Subscription): { type: string; message: object };
  after: After;
  log(message: string, error: unknown): void;
}

export class Webhooks implements WebhookPorts {
  readonly #options: WebhooksOptions;
  readonly #loops = new Map<string, { roomId: string; loop: DeliveryLoop }>();
  readonly #byRoom = new Map<string, Set<DeliveryLoop>>();
  readonly #slots = new ConcurrencyLimiter({ max: SLOTS_MAX, maxEach: SLOTS_PER_PERSON_MAX });
  readonly #stopListening: () => void;

  constructor(options: WebhooksOptions) {
    this.#options = options;
    this.#stopListening = options.core.onChange((change) => this.#follow(change));
  }

  /** Goes on where each webhook was when the home was last here. */
  start(): void {
    for (const { id, status } of this.#options.core.directory.subscriptions.all()) if (status === 'active') this.changed(id);
  }

  async admit(address: string, rule: Delivery['rule']): Promise<void> {
    try {
      const url = parseAddress(address);
      // A person who may use any address may also name a machine that is off at the moment.
      if (rule === 'public') await resolveAddress(url, rule, this.#options.lookup);
    } catch (error) {
      if (!(error instanceof AddressRefused)) throw error;
      if (error.kind !== 'place') throw new AppError('invalid_payload', `webhook_url: ${error.message}`, { cause: error });
      throw new AppError('access_denied', `${error.message} Only the owner can send there, from the app: Settings, Webhooks.`, {
        cause: error,
      });
    }
  }

  changed(id: string): void {
    const subscription = this.#options.core.directory.subscriptions.find(id);
    if (subscription) this.#loopOf(subscription).hurry();
    else this.#remove(id);
  }

  async close(): Promise<void> {
    this.#stopListening();
    await Promise.all([...this.#loops.values()].map(({ loop }) => loop.stop()));
  }

  #follow({ event, only_id }: Change): void {
    if (event.type === 'message.posted') {
      for (const loop of this.#byRoom.get(event.message.room_id) ?? []) loop.wake();
    } else if (event.type === 'room.removed' && only_id === null) {
      for (const [id, { roomId }] of this.#loops) if (roomId === event.room_id) this.#remove(id);
    }
  }

  #loopOf({ id, room_id }: Subscription): DeliveryLoop {
    const known = this.#loops.get(id);
    if (known) return known.loop;
    const { core, after, log } = this.#options;
    const loop = new DeliveryLoop({ ports: this.#portsOf(id, room_id), slots: this.#slots, now: core.now, after, log });
    this.#loops.set(id, { roomId: room_id, loop });
    const others = this.#byRoom.get(room_id);
    if (others) others.add(loop);
    else this.#byRoom.set(room_id, new Set([loop]));
    return loop;
  }

  #remove(id: string): void {
    const gone = this.#loops.get(id);
    if (!gone) return;
    this.#loops.delete(id);
    const others = this.#byRoom.get(gone.roomId);
    others?.delete(gone.loop);
    if (others?.size === 0) this.#byRoom.delete(gone.roomId);
    gone.loop.stop().catch((error: unknown) => this.#options.log('A webhook did not end in order', error));
  }

  #portsOf(id: string, roomId: string): DeliveryPorts {
    const { core, deliver } = this.#options;
    const deliveryOf = this.#deliveryOf.bind(this);
    const one = { id, room_id: roomId };
    return {
      subscription: () => core.directory.subscriptions.find(id),
      messagesAfter: async (seq, limit) => (await core.archive.messagesAfter(roomId, seq, limit)).value,
      isWanted: (subscription, message) => isWanted(subscription, message, core.directory),
      latest: async (message) => (await core.archive.message(roomId, message.id)).value,
      mayRead: (subscription) => mayStillRead(core, subscription),
      secret: async () => (await core.archive.subscriptionSecret(roomId, id)).value ?? '',
      deliver: (subscription, secret, message, signal) => deliver(deliveryOf(subscription, secret, message), signal),
      move: (seq, is_taken) => core.write('moveSubscription', { ...one, seq, is_taken }),
      fail: (reason) => core.write('failSubscription', { ...one, reason }),
      disable: () => core.write('disableSubscription', { ...one, reason: LOST_SIGHT }),
    };
  }

  #deliveryOf(subscription: Subscription, secret: string, message: Message): Delivery {
    const { core, version, describe } = this.#options;
    const { id: subscription_id, room_id } = subscription;
    const { type, message: described } = describe(message, subscription);
    const body = JSON.stringify({ type, subscription_id, room_id, message: described });
    const id = webhookId(subscription_id, message.id);
    const timestamp = Math.floor(core.now() / 1000);
    return {
      address: subscription.webhook_url,
      rule: ruleOf(core, subscription),
      body,
      headers: {
        'user-agent': `lanai-webhook/${version}`,
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signature(secret, { id, timestamp, body }),
      },
    };
  }
}
