// Where rooms' messages are sent besides.
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import { fromJson } from '../json.ts';
import { mapFound, query, statement, type PreparedAll } from '../statement.ts';
import { subscriptions, type SubscriptionRow } from '../tables/webhooks.ts';
import type { Covered } from '../tables/table.ts';

const byId = statement<{ id: string }>();

export const webhookReads = {
  subscription: byId((p) => query.selectFrom('subscriptions').selectAll().where('id', '=', p.id)),
};

export const webhookWrites = {
  insertSubscription: statement<SubscriptionRow>()((p) => query.insertInto('subscriptions').values(subscriptions.row(p))),
  moveSubscription: statement<Pick<SubscriptionRow, 'id' | 'last_delivered_seq'>>()((p) =>
    query.updateTable('subscriptions').set({ last_delivered_seq: p.last_delivered_seq }).where('id', '=', p.id),
  ),
  setSubscriptionState: statement<
    Pick<SubscriptionRow, 'id' | 'status' | 'failure_count' | 'last_error' | 'next_attempt_at' | 'last_delivered_at'>
  >()((p) =>
    query
      .updateTable('subscriptions')
      .set({
        status: p.status,
        failure_count: p.failure_count,
        last_error: p.last_error,
        next_attempt_at: p.next_attempt_at,
        last_delivered_at: p.last_delivered_at,
      })
      .where('id', '=', p.id),
  ),
  deleteSubscription: byId((p) => query.deleteFrom('subscriptions').where('id', '=', p.id)),
  deleteSubscriptionsIn: statement<{ room_id: string }>()((p) => query.deleteFrom('subscriptions').where('room_id', '=', p.room_id)),
};

export function webhookReadsOn(find: PreparedAll<typeof webhookReads>) {
  return {
    subscriptionRow: (id: string): SubscriptionRow | null => find.subscription.get({ id }) ?? null,
    subscription: (id: string): Subscription | null => mapFound(find.subscription.get({ id }), toSubscription),
  };
}

/** The row may be without its secret. */
export function toSubscription(row: Omit<Covered<SubscriptionRow, Subscription, 'secret'>, 'secret'> & { secret?: string }): Subscription {
  const { secret: _secret, kinds, exclude_thinking, ...rest } = row;
  return { ...rest, kinds: fromJson<string[]>(kinds), exclude_thinking: exclude_thinking !== 0 };
}
