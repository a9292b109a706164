// The devices that receive Web Push.
import { query, statement, type PreparedAll } from '../statement.ts';
import { pushSubscriptions, type PushSubscriptionRow } from '../tables/push.ts';

export const pushReads = {
  pushSubscription: statement<{ session_id: string }>()((p) =>
    query.selectFrom('push_subscriptions').selectAll().where('session_id', '=', p.session_id),
  ),
  pushByEndpoint: statement<{ endpoint: string }>()((p) =>
    query.selectFrom('push_subscriptions').selectAll().where('endpoint', '=', p.endpoint),
  ),
};

export const pushWrites = {
  insertPushSubscription: statement<PushSubscriptionRow>()((p) => query.insertInto('push_subscriptions').values(pushSubscriptions.row(p))),
  notePush: statement<Pick<PushSubscriptionRow, 'session_id' | 'delivered_at' | 'failure'>>()((p) =>
    query
      .updateTable('push_subscriptions')
      .set({ delivered_at: p.delivered_at, failure: p.failure })
      .where('session_id', '=', p.session_id),
  ),
  deletePushSubscription: statement<{ session_id: string }>()((p) =>
    query.deleteFrom('push_subscriptions').where('session_id', '=', p.session_id),
  ),
};

export function pushReadsOn(find: PreparedAll<typeof pushReads>) {
  return {
    pushSubscription: (sessionId: string): PushSubscriptionRow | null => find.pushSubscription.get({ session_id: sessionId }) ?? null,
    pushByEndpoint: (endpoint: string): PushSubscriptionRow | null => find.pushByEndpoint.get({ endpoint }) ?? null,
  };
}
