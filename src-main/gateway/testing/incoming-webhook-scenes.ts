// Incoming webhooks, for the tests of every command. Snapshots have their authors.
import type { INCOMING_WEBHOOK_COMMANDS } from '../../../src-shared/commands/incoming-webhooks.ts';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { owner: Watcher; guest: Watcher }) => Promise<unknown>;

const created = async ({ owner }: { owner: Watcher }): Promise<string> =>
  (await owner.do('create_incoming_webhook', { room_id: LOBBY_ID, name: 'Builds' })).webhook.id;

export const incomingWebhookScenes: Record<keyof typeof INCOMING_WEBHOOK_COMMANDS, Scene> = {
  create_incoming_webhook: created,
  list_incoming_webhooks: ({ owner }) => owner.do('list_incoming_webhooks', {}),
  async update_incoming_webhook(cast) {
    const webhook_id = await created(cast);
    const { id: room_id } = await cast.owner.do('create_room', { name: `alerts ${webhook_id}` });
    for (const change of [{ name: 'Alerts' }, { paused: true }, { room_id }, { picture: null }])
      await cast.owner.do('update_incoming_webhook', { webhook_id, ...change });
  },
  renew_incoming_webhook: async (cast) => cast.owner.do('renew_incoming_webhook', { webhook_id: await created(cast) }),
  test_incoming_webhook: async (cast) => cast.owner.do('test_incoming_webhook', { webhook_id: await created(cast) }),
  delete_incoming_webhook: async (cast) => cast.owner.do('delete_incoming_webhook', { webhook_id: await created(cast) }),
};
