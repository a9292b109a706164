import type { Request } from '../../../../src-shared/commands/index.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { WEBHOOKS_LISTED_MAX, WEBHOOKS_PER_PERSON_MAX } from '../../../../src-shared/limits.ts';
import type { Participant, Room } from '../../../../src-shared/objects.ts';
import type { WEBHOOK_COMMANDS } from '../../../../src-shared/commands/webhooks.ts';
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import { foldedName } from '../../../../src-shared/text/names.ts';
import { EVERY_RIGHT, grantOfKey, type Actor, type Grant } from '../actor.ts';
import type { Commands, Context, Core } from '../core.ts';
import { refuseArchived } from '../rooms/archived.ts';
import { InFlightCounter } from '../in-flight.ts';
import {
  requirePermission,
  has,
  canSeeParticipant,
  mayChooseAnyAddress,
  mayManageSubscription,
  ownerPersonId,
  refuseProgram,
  visibleRoom,
} from '../policy.ts';

type WebhookCommand = keyof typeof WEBHOOK_COMMANDS;

/** `any`: this machine and its network too. `private`: only those. */
export type AddressRule = 'any' | 'public' | 'private';

export interface WebhookPorts {
  /** Throws AppError for an address that this rule does not allow. */
  admit(address: string, rule: AddressRule): Promise<void>;
  /** A webhook was added or removed, or has to start again. */
  changed(subscriptionId: string): void;
}

export function webhookCommands(core: Core, ports: WebhookPorts): Pick<Commands, WebhookCommand> {
  const { directory } = core;
  const underWay = new InFlightCounter();
  return {
    subscribe({ actor }, request) {
      refuseProgram(actor);
      const { room } = core.room(actor, request.room_id);
      refuseArchived(room);
      const owner_id = ownerPersonId(directory, actor);
      refuseTooMany(core, owner_id, underWay.of(owner_id));
      return underWay.during(owner_id, () => subscribe(core, ports, { actor, room, owner_id }, request));
    },

    async unsubscribe(context, { subscription_id }) {
      const { room_id } = ofOnes(core, context, subscription_id);
      await core.write('unsubscribe', { id: subscription_id, room_id });
      ports.changed(subscription_id);
      return { subscription_id, deleted: true };
    },

    list_subscriptions({ actor }, { room_id }) {
      const mine = allSubscriptions(core)
        .filter((each) => room_id === undefined || room_id === null || each.room_id === room_id)
        .filter((each) => mayManageSubscription(directory, actor, each));
      return { subscriptions: mine.sort((a, b) => b.created_at - a.created_at).slice(0, WEBHOOKS_LISTED_MAX) };
    },

    async enable_subscription(context, { subscription_id }) {
      refuseProgram(context.actor);
      const subscription = ofOnes(core, context, subscription_id);
      requirePermission(mayStillRead(core, subscription), 'The creator of this webhook may not read the room any more. Create a new one.');
      refuseArchived(core.room(context.actor, subscription.room_id).room);
      const enabled = await core.write('enableSubscription', { id: subscription_id, room_id: subscription.room_id });
      ports.changed(subscription_id);
      return enabled;
    },
  };
}

interface Subscribing {
  actor: Actor;
  room: Room;
  owner_id: string;
}

async function subscribe(
  core: Core,
  ports: WebhookPorts,
  { actor, room, owner_id }: Subscribing,
  request: Request<'subscribe'>,
): Promise<Subscription> {
  const [only_from_id, not_from_id] = [authorOf(core, actor, 'only_from', request), authorOf(core, actor, 'not_from', request)];
  // An id means that participant only.
  const only_from = request.only_from_id ? null : (request.only_from ?? null);
  const not_from = request.not_from_id ? null : (request.not_from ?? null);
  await ports.admit(request.webhook_url, ruleFor(core, actor));
  const { webhook_url, secret, kinds, exclude_thinking } = request;
  const made = await core.write('subscribe', {
    id: newId(),
    room_id: room.id,
    owner_id,
    created_by: actor.participant_id,
    key_id: actor.grant.key_id,
    webhook_url,
    secret,
    kinds,
    only_from,
    not_from,
    only_from_id,
    not_from_id,
    exclude_thinking,
    since_seq: request.since_seq ?? null,
  });
  ports.changed(made.id);
  return made;
}

/** The author that a filter means, among the participants that the actor can see; null without an author, or for a name without a bearer yet. */
function authorOf(core: Core, actor: Actor, field: 'only_from' | 'not_from', request: Request<'subscribe'>): string | null {
  const [id, name] = [request[`${field}_id`] ?? null, request[field] ?? null];
  const known = [...core.directory.participants()].filter((each) => canSeeParticipant(core.directory, actor, each.id));
  if (id !== null) {
    if (known.some((each) => each.id === id)) return id;
    throw new AppError('invalid_payload', `${field}_id: there is no participant with that id here.`);
  }
  const [first, ...others] = known.filter((each) => name !== null && foldedName(each.name) === foldedName(name.trim()));
  if (first && others.some((each) => ownerOf(each) !== ownerOf(first)))
    throw new AppError('invalid_payload', `${field}: several participants have that name. Give the id as ${field}_id.`);
  return first?.id ?? null;
}

/** The owner of an agent; for a person the person's own id. */
function ownerOf(participant: Participant): string {
  return participant.kind === 'agent' ? `agents of ${participant.owner_id ?? ''}` : participant.id;
}

/** Whether a webhook may still get its room's messages: as long as its creator could read them there. */
export function mayStillRead(core: Core, subscription: Subscription): boolean {
  const actor = subscriberOf(core, subscription);
  return actor !== null && has(actor, 'read') && visibleRoom(core.directory, actor, subscription.room_id) !== null;
}

/** With whose rights something is sent. */
type Setter = Pick<Subscription, 'created_by' | 'key_id'>;

/** The creator may have lost a role, or the key may have been ended. So this is checked for each delivery. */
export function ruleOf(core: Core, subscription: Setter): AddressRule {
  const actor = subscriberOf(core, subscription);
  return actor ? ruleFor(core, actor) : 'public';
}

function ruleFor(core: Core, actor: Actor): AddressRule {
  return mayChooseAnyAddress(core.directory, actor) ? 'any' : 'public';
}

/** Null when the key that it came with is good no longer. */
export function subscriberOf(core: Core, { created_by, key_id }: Setter): Actor | null {
  const grant = key_id === null ? EVERY_RIGHT : grantOf(core, key_id);
  return grant && { participant_id: created_by, grant };
}

function grantOf(core: Core, keyId: string): Grant | null {
  const key = core.directory.keys.find(keyId);
  // Whichever secret it was set up with: another one is the same key.
  return key && key.revoked_at === null ? grantOfKey({ key, good_until: null }) : null;
}

/** `underWay`: how many more are being made, each of which may take as long as its address is looked up. */
function refuseTooMany(core: Core, ownerId: string, underWay: number): void {
  const count = allSubscriptions(core).filter((each) => each.owner_id === ownerId).length + underWay;
  requirePermission(count < WEBHOOKS_PER_PERSON_MAX, `There are ${WEBHOOKS_PER_PERSON_MAX} webhooks already. Remove one first.`);
}

/** A webhook of another person is refused in the same words as a missing one. */
function ofOnes(core: Core, { actor }: Context, id: string): Subscription {
  const subscription = core.directory.subscriptions.find(id);
  if (!subscription || !mayManageSubscription(core.directory, actor, subscription))
    throw new AppError('access_denied', 'You have no such webhook.');
  return subscription;
}

function allSubscriptions(core: Core): Subscription[] {
  return core.directory.subscriptions.all();
}
