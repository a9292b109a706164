// Posts as a webhook: through the same checks and the same operation as `send_message`.
import { AppError } from '../../../../src-shared/errors.ts';
import type { WebhookDelivery } from '../../../../src-shared/incoming-webhooks.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { EVERY_RIGHT, type Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import type { KnownWebhook } from '../directory/incoming-webhooks.ts';
import { newMessage } from '../messages/commands.ts';
import { mayAdminister, visibleRoom } from '../policy.ts';
import { refuseArchived } from '../rooms/archived.ts';
import { subscriberOf } from '../webhooks/commands.ts';

/** A message as a template makes it. */
export interface Posted {
  content: string;
  choices?: string[] | undefined;
}

/** It writes in its room, and does nothing else. */
export function actorOf({ participant_id, room_id }: Pick<KnownWebhook, 'participant_id' | 'room_id'>): Actor {
  return { participant_id, grant: { ...EVERY_RIGHT, rights: new Set(['post'] as const), room_ids: new Set([room_id]) } };
}

/** A maker who loses the right to administer still knows the address. */
export function isStopped(core: Core, webhook: KnownWebhook): boolean {
  const maker = subscriberOf(core, webhook);
  return maker === null || !mayAdminister(core.directory, maker) || visibleRoom(core.directory, maker, webhook.room_id) === null;
}

/** Throws unless it may post now. */
export function requireOpen(core: Core, webhook: KnownWebhook): void {
  if (webhook.paused_at !== null) throw new AppError('access_denied', 'This webhook is paused.');
  if (isStopped(core, webhook))
    throw new AppError('access_denied', 'This webhook has stopped: its creator can no longer administer the room. Create a new address.');
  const entry = core.directory.room(webhook.room_id);
  if (!entry?.members.has(webhook.participant_id))
    throw new AppError('not_in_room', 'This webhook was removed from its room. Choose the room again in its settings.');
  refuseArchived(entry.room);
}

/** The same `delivery` again gives the message that is there. */
export function postAs(core: Core, webhook: KnownWebhook, { content, choices }: Posted, delivery: string | null): Promise<Message> {
  const actor = actorOf(webhook);
  core.admit(actor, 'post');
  const written = { room_id: webhook.room_id, content, choices, also_in_room: false, mentions: [], file_ids: [], metadata: null };
  return core.post(actor, 'postMessage', newMessage(core, { actor, seat: null }, written, delivery));
}

export function noteDelivery(core: Core, id: string, { outcome, detail }: Omit<WebhookDelivery, 'at'>): Promise<void> {
  return core.write('noteWebhookDelivery', { id, delivery: { at: core.now(), outcome, detail } });
}
