import type { INCOMING_WEBHOOK_COMMANDS } from '../../../../src-shared/commands/incoming-webhooks.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { HOOK_PATH, INCOMING_WEBHOOKS_MAX, type IncomingWebhook, type WebhookDelivery } from '../../../../src-shared/incoming-webhooks.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { fromJson } from '../../store/json.ts';
import { hashSecret, newSecret } from '../access/secrets.ts';
import type { Actor } from '../actor.ts';
import type { Commands, Core } from '../core.ts';
import type { KnownWebhook } from '../directory/incoming-webhooks.ts';
import { isKept, mayAdminister, requirePermission, visibleRoom } from '../policy.ts';
import { refuseArchived } from '../rooms/archived.ts';
import { isStopped, noteDelivery, postAs, requireOpen } from './post.ts';
import { NO_WEBHOOK } from './transactions.ts';

export function incomingWebhookCommands(core: Core): Pick<Commands, keyof typeof INCOMING_WEBHOOK_COMMANDS> {
  const { directory } = core;
  const now = (id: string): IncomingWebhook => {
    const webhook = directory.incomingWebhooks.find(id);
    if (!webhook) throw new AppError('not_found', NO_WEBHOOK);
    return shown(core, webhook);
  };
  return {
    async create_incoming_webhook({ actor }, { room_id, name, template, signing_secret = null }) {
      requireAdmin(core, actor);
      const room = roomFor(core, actor, room_id);
      const isFull = directory.incomingWebhooks.all().length >= INCOMING_WEBHOOKS_MAX;
      requirePermission(!isFull, `There are ${INCOMING_WEBHOOKS_MAX} incoming webhooks already. Delete one first.`);
      const [id, secret] = [newId(), newSecret('whk_')];
      await core.write('addIncomingWebhook', {
        ...{ id, name, into_id: room.id, template, signing_secret, secret_hash: hashSecret(secret) },
        ...makerOf(actor),
      });
      return { webhook: now(id), path: HOOK_PATH + secret };
    },

    list_incoming_webhooks({ actor }, { room_id }) {
      requireAdmin(core, actor);
      const seen = directory.incomingWebhooks
        .all()
        .filter((each) => room_id === undefined || room_id === null || each.room_id === room_id)
        .filter((each) => visibleRoom(directory, actor, each.room_id) !== null);
      return { webhooks: seen.sort((a, b) => b.created_at - a.created_at).map((each) => shown(core, each)) };
    },

    async update_incoming_webhook({ actor }, { webhook_id, room_id, ...change }) {
      const { participant_id: id } = seenBy(core, actor, webhook_id);
      const into_id = room_id === undefined ? undefined : roomFor(core, actor, room_id).id;
      await core.write('changeIncomingWebhook', { id, by_id: actor.participant_id, into_id, ...change });
      return now(id);
    },

    async renew_incoming_webhook({ actor }, { webhook_id }) {
      const { participant_id: id } = seenBy(core, actor, webhook_id);
      const secret = newSecret('whk_');
      await core.write('renewIncomingWebhook', { id, secret_hash: hashSecret(secret), ...makerOf(actor) });
      return { webhook: now(id), path: HOOK_PATH + secret };
    },

    async test_incoming_webhook({ actor }, { webhook_id }) {
      const webhook = seenBy(core, actor, webhook_id);
      requireOpen(core, webhook);
      await postAs(core, webhook, { content: 'This is a test. Messages of this webhook look like this one.' }, null);
      await noteDelivery(core, webhook_id, { outcome: 'posted', detail: null });
      return now(webhook_id);
    },

    async delete_incoming_webhook({ actor }, { webhook_id }) {
      const { participant_id: id } = seenBy(core, actor, webhook_id);
      await core.write('deleteIncomingWebhook', { id, by_id: actor.participant_id });
      return { webhook_id: id };
    },
  };
}

/** Sets its picture, whose content is on the disk. */
export async function setWebhookPicture(core: Core, actor: Actor, id: string, picture: string): Promise<IncomingWebhook> {
  const webhook = seenBy(core, actor, id);
  await core.write('changeIncomingWebhook', { id, by_id: actor.participant_id, picture });
  return shown(core, core.directory.incomingWebhooks.find(id) ?? webhook);
}

/** The webhook, if the actor may administer it. Throws `access_denied` and `not_found`. */
export function seenBy(core: Core, actor: Actor, id: string): KnownWebhook {
  requireAdmin(core, actor);
  const webhook = core.directory.incomingWebhooks.find(id);
  if (!webhook || visibleRoom(core.directory, actor, webhook.room_id) === null) throw new AppError('not_found', NO_WEBHOOK);
  return webhook;
}

function requireAdmin(core: Core, actor: Actor): void {
  requirePermission(mayAdminister(core.directory, actor), 'Only the owner or an admin can do that.');
}

function makerOf({ participant_id, grant }: Actor): Pick<KnownWebhook, 'created_by' | 'key_id'> {
  return { created_by: participant_id, key_id: grant.key_id };
}

/** A room that takes webhooks. */
function roomFor(core: Core, actor: Actor, id: string): Room {
  const { room } = core.room(actor, id);
  const refuse = (why: string): never => {
    throw new AppError('invalid_payload', `room_id: ${why}`);
  };
  if (room.encrypted) refuse('a sealed room takes no webhooks, because the server could read what they post.');
  if (room.direct) refuse('a direct room is for two. Choose another room.');
  if (!isKept(room)) refuse('an ephemeral room expires, and its webhooks with it. Choose a permanent room.');
  refuseArchived(room);
  return room;
}

function shown(core: Core, webhook: KnownWebhook): IncomingWebhook {
  const { participant_id: id, secret_hash: _hash, is_signed, last_delivery, ...rest } = webhook;
  const author = core.directory.participant(id);
  return {
    ...rest,
    id,
    name: author?.name ?? '',
    picture: author?.picture ?? null,
    is_signed: is_signed !== 0,
    is_stopped: isStopped(core, webhook),
    last_delivery: last_delivery === null ? null : fromJson<WebhookDelivery>(last_delivery),
  };
}
