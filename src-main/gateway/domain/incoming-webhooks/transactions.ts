// Records the webhooks with which programs post. Each has a participant that writes its messages, and is a member of its room.
import { AppError } from '../../../../src-shared/errors.ts';
import type { WebhookDelivery, WebhookTemplate } from '../../../../src-shared/incoming-webhooks.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { IncomingWebhookRow } from '../../store/tables/incoming-webhooks.ts';
import { refuseWebhookName, rename } from '../people/names.ts';
import { addWebhookAuthor, changed } from '../people/transactions.ts';
import { addMember, removeMember } from '../rooms/transactions.ts';

/** Who makes an address, and with which key. */
interface Maker {
  created_by: string;
  key_id: string | null;
}

export interface NewIncomingWebhook extends Maker {
  id: string;
  name: string;
  /** The room, under another name than `room_id`: it is on the disk, with the webhook. */
  into_id: string;
  template: WebhookTemplate;
  signing_secret: string | null;
  secret_hash: string;
}

/** Throws `name_taken` and `room_not_found`. */
export function* addIncomingWebhook(tx: Tx, { id, name, into_id, signing_secret, ...rest }: NewIncomingWebhook): Steps<void> {
  yield* refuseWebhookName(tx, name, id);
  yield* addWebhookAuthor(tx, { id, name });
  const fixed = { created_at: tx.now, paused_at: null, last_delivery: null };
  yield* tx.writes.insertIncomingWebhook({
    ...{ ...rest, ...fixed, participant_id: id, room_id: into_id },
    ...{ signing_secret, is_signed: Number(signing_secret !== null) },
  });
  yield* addMember(tx, { room_id: into_id, participant_id: id, by_id: rest.created_by });
}

export interface IncomingWebhookChange {
  id: string;
  by_id: string;
  name?: string | undefined;
  picture?: string | null | undefined;
  into_id?: string | undefined;
  template?: WebhookTemplate | undefined;
  signing_secret?: string | null | undefined;
  paused?: boolean | undefined;
}

/** Missing fields stay as they are. Throws `name_taken`. */
export function* changeIncomingWebhook(tx: Tx, { id, by_id, ...change }: IncomingWebhookChange): Steps<void> {
  const row = yield* found(tx, id);
  const author = yield* tx.reads.participant(id);
  if (author?.kind !== 'agent') throw new AppError('not_found', NO_WEBHOOK);
  const isRenamed = change.name !== undefined && change.name !== author.name;
  if (isRenamed) {
    yield* refuseWebhookName(tx, change.name ?? author.name, id);
    yield* rename(tx, author, change.name ?? author.name);
  }
  if (change.picture !== undefined) {
    const { color, description } = author;
    yield* tx.writes.setProfile({ id, color, description, picture: change.picture, status: null, time_zone: null });
  }
  if (isRenamed || change.picture !== undefined) yield* changed(tx, id);
  const { into_id: room_id = row.room_id, template = row.template, signing_secret = row.signing_secret, paused } = change;
  const paused_at = paused === undefined ? row.paused_at : paused ? (row.paused_at ?? tx.now) : null;
  const is_signed = Number(signing_secret !== null);
  yield* tx.writes.changeIncomingWebhook({ participant_id: id, room_id, template, signing_secret, is_signed, paused_at });
  if (room_id !== row.room_id) yield* leaveRoom(tx, row, by_id);
  // Also when it was removed from its room.
  if (change.into_id !== undefined) yield* addMember(tx, { room_id, participant_id: id, by_id });
}

/** The address before ends. */
export function* renewIncomingWebhook(tx: Tx, { id, ...address }: Maker & { id: string; secret_hash: string }): Steps<void> {
  yield* found(tx, id);
  yield* tx.writes.renewIncomingWebhook({ participant_id: id, ...address });
}

export function* noteWebhookDelivery(tx: Tx, { id, delivery }: { id: string; delivery: WebhookDelivery }): Steps<void> {
  yield* tx.writes.noteWebhookDelivery({ participant_id: id, last_delivery: JSON.stringify(delivery) });
}

/** Its messages stay, with its name and picture. */
export function* deleteIncomingWebhook(tx: Tx, { id, by_id }: { id: string; by_id: string | null }): Steps<void> {
  const row = yield* tx.reads.incomingWebhookRow(id);
  if (!row) return;
  yield* tx.writes.deleteIncomingWebhook({ participant_id: id });
  yield* tx.writes.setRemoved({ id, removed_at: tx.now });
  yield* changed(tx, id);
  yield* leaveRoom(tx, row, by_id);
}

/** The room is deleted. */
export function* deleteIncomingWebhooksIn(tx: Tx, roomId: string): Steps<void> {
  for (const id of yield* tx.reads.incomingWebhookIdsIn(roomId)) yield* deleteIncomingWebhook(tx, { id, by_id: null });
}

export const NO_WEBHOOK = 'There is no such webhook here.';

function* found(tx: Tx, id: string): Steps<IncomingWebhookRow> {
  const row = yield* tx.reads.incomingWebhookRow(id);
  if (!row) throw new AppError('not_found', NO_WEBHOOK);
  return row;
}

function* leaveRoom(tx: Tx, { room_id, participant_id }: IncomingWebhookRow, by_id: string | null): Steps<void> {
  if (yield* tx.reads.membershipRow(room_id, participant_id))
    yield* removeMember(tx, { room_id, participant_id, by_id, loses_sight: true });
}
