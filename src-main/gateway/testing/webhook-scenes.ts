// Webhooks, for the tests of every command. No snapshot has them.
import type { WEBHOOK_COMMANDS } from '../../../src-shared/commands/webhooks.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import { incomingWebhookScenes } from './incoming-webhook-scenes.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { owner: Watcher; guest: Watcher }) => Promise<unknown>;

const subscribed = async ({ owner }: { owner: Watcher }): Promise<string> =>
  (await owner.do('subscribe', { room_id: LOBBY_ID, webhook_url: 'http://127.0.0.1:1/', secret: 'x' })).id;

export const webhookScenes: Record<keyof typeof WEBHOOK_COMMANDS, Scene> & typeof incomingWebhookScenes = {
  ...incomingWebhookScenes,
  subscribe: subscribed,
  list_subscriptions: ({ guest }) => guest.do('list_subscriptions', {}),
  unsubscribe: async (cast) => cast.owner.do('unsubscribe', { subscription_id: await subscribed(cast) }),
  enable_subscription: async (cast) => cast.owner.do('enable_subscription', { subscription_id: await subscribed(cast) }),
};
