// Webhooks as the protocol has them.
import type { Reply } from '../../../../src-shared/commands/index.ts';
import type { Subscription } from '../../../../src-shared/webhooks.ts';
import type { Directory } from '../../domain/directory.ts';
import { stamp } from './stamp.ts';

export const webhookReplies = {
  subscribe: (_directory: Directory, subscription: Subscription) => ok(toSubscription(subscription)),
  unsubscribe: () => ok({ deleted: true }),
  list_subscriptions: (_directory: Directory, { subscriptions }: Reply<'list_subscriptions'>) =>
    ok({ subscriptions: subscriptions.map(toSubscription) }),
  enable_subscription: (_directory: Directory, { id, status }: Subscription) => ok({ subscription_id: id, status }),
};

function toSubscription({
  id,
  kinds,
  only_from,
  not_from,
  only_from_id,
  not_from_id,
  created_at,
  last_error,
  next_attempt_at,
  ...rest
}: Subscription): object {
  const { room_id, webhook_url, exclude_thinking, since_seq, last_delivered_seq, status, failure_count } = rest;
  return {
    subscription_id: id,
    room_id,
    webhook_url,
    ...(kinds.length === 0 ? {} : { kinds }),
    ...(only_from === null ? {} : { only_from }),
    ...(not_from === null ? {} : { not_from }),
    // Ours: the ids, which decide.
    ...(only_from_id === null ? {} : { only_from_id }),
    ...(not_from_id === null ? {} : { not_from_id }),
    exclude_thinking,
    since_seq,
    last_delivered_seq,
    status,
    failure_count,
    created_at: stamp(created_at),
    // Ours, where there is something to say.
    ...(last_error === null ? {} : { last_error }),
    ...(next_attempt_at === null ? {} : { next_attempt_at: stamp(next_attempt_at) }),
  };
}

function ok(payload: unknown): { type: string; payload: unknown } {
  return { type: 'ok', payload };
}
