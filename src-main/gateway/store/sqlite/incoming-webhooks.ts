// The webhooks with which programs post into rooms.
import { every, query, statement, type PreparedAll } from '../statement.ts';
import { incomingWebhooks, type IncomingWebhookRow } from '../tables/incoming-webhooks.ts';

const byId = statement<{ participant_id: string }>();

export const incomingWebhookReads = {
  incomingWebhook: byId((p) => query.selectFrom('incoming_webhooks').selectAll().where('participant_id', '=', p.participant_id)),
  incomingWebhooksIn: statement<{ room_id: string }>()((p) =>
    query.selectFrom('incoming_webhooks').select('participant_id').where('room_id', '=', p.room_id),
  ),
};

export const incomingWebhookWrites = {
  insertIncomingWebhook: statement<IncomingWebhookRow>()((p) => query.insertInto('incoming_webhooks').values(incomingWebhooks.row(p))),
  changeIncomingWebhook: statement<
    Pick<IncomingWebhookRow, 'participant_id' | 'room_id' | 'template' | 'signing_secret' | 'is_signed' | 'paused_at'>
  >()((p) =>
    query
      .updateTable('incoming_webhooks')
      .set(every(p, 'participant_id')('room_id', 'template', 'signing_secret', 'is_signed', 'paused_at'))
      .where('participant_id', '=', p.participant_id),
  ),
  renewIncomingWebhook: statement<Pick<IncomingWebhookRow, 'participant_id' | 'secret_hash' | 'created_by' | 'key_id'>>()((p) =>
    query
      .updateTable('incoming_webhooks')
      .set(every(p, 'participant_id')('secret_hash', 'created_by', 'key_id'))
      .where('participant_id', '=', p.participant_id),
  ),
  noteWebhookDelivery: statement<{ participant_id: string; last_delivery: string }>()((p) =>
    query.updateTable('incoming_webhooks').set({ last_delivery: p.last_delivery }).where('participant_id', '=', p.participant_id),
  ),
  deleteIncomingWebhook: byId((p) => query.deleteFrom('incoming_webhooks').where('participant_id', '=', p.participant_id)),
};

export function incomingWebhookReadsOn(find: PreparedAll<typeof incomingWebhookReads>) {
  return {
    incomingWebhookRow: (id: string): IncomingWebhookRow | null => find.incomingWebhook.get({ participant_id: id }) ?? null,
    incomingWebhookIdsIn: (roomId: string): string[] =>
      find.incomingWebhooksIn.all({ room_id: roomId }).map(({ participant_id }) => participant_id),
  };
}
