// Scenes for the commands about pushes, for the tests of every command.
import { createECDH, randomBytes } from 'node:crypto';
import type { PUSH_COMMANDS } from '../../../src-shared/commands/push.ts';
import { newId } from '../../../src-shared/ids.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { guest: Watcher }) => Promise<unknown>;

/** No push service is asked: what is there now is removed before anything is sent. */
async function subscribed({ guest }: { guest: Watcher }): Promise<void> {
  const own = createECDH('prime256v1').generateKeys('base64url');
  const keys = { p256dh: own, auth: randomBytes(16).toString('base64url') };
  const endpoint = `https://fcm.googleapis.com/fcm/send/${newId()}`;
  await guest.do('subscribe_push', { endpoint, ...keys, origin: 'https://lanai.example', time_zone: 'UTC' });
}

export const pushScenes: Record<keyof typeof PUSH_COMMANDS, Scene> = {
  async list_push_devices(cast) {
    await subscribed(cast);
    await cast.guest.do('list_push_devices', {});
    await cast.guest.do('unsubscribe_push', {});
  },
  async subscribe_push(cast) {
    await subscribed(cast);
    await cast.guest.do('unsubscribe_push', {});
  },
  async unsubscribe_push(cast) {
    await subscribed(cast);
    await cast.guest.do('unsubscribe_push', {});
  },
  // Nothing can be sent without a subscription, and with one it would be sent to a real push service.
  test_push: ({ guest }) => guest.do('test_push', {}).catch(() => undefined),
};
