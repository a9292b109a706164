// Scenes for each command about keys. The snapshot kept by events is compared after them.
import type { KEY_COMMANDS } from '../../../src-shared/commands/keys.ts';
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { TestHome } from './home.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { owner: Watcher }) => Promise<unknown>;

export function keyScenes(home: () => TestHome): Record<keyof typeof KEY_COMMANDS, Scene> {
  return {
    create_key: ({ owner }) => owner.do('create_key', { label: 'Bot' }),
    list_keys: ({ owner }) => owner.do('list_keys', {}),
    async update_key({ owner }) {
      const { key } = await owner.do('create_key', { label: 'Bot' });
      await owner.do('update_key', { key_id: key.id, label: 'Other bot', room_ids: ['lobby'], rights: ['read'] });
    },
    async rotate_key({ owner }) {
      const { key } = await owner.do('create_key', { label: 'Bot' });
      await owner.do('rotate_key', { key_id: key.id, grace_ms: 0 });
    },
    async remove_agents({ owner }) {
      for (const revoke_key of [false, true]) {
        const { key, secret } = await owner.do('create_key', { label: 'Bot' });
        const bots = await Promise.all([1, 2, 3].map((count) => home().agent(`Bot ${count} ${newId()}`, { key: secret })));
        await bots[0]?.request('join_room', { room_id: LOBBY_ID });
        bots[1]?.close();
        await owner.do('remove_agents', { key_id: key.id, revoke_key });
        for (const each of bots) await each.closed;
      }
    },
    async revoke_key({ owner }) {
      const { key, secret } = await owner.do('create_key', { label: 'Bot' });
      const bot = await home().agent(`Bot ${newId()}`, { key: secret });
      const unused = await home().agent(`Bot ${newId()}`, { key: secret });
      await bot.request('join_room', { room_id: LOBBY_ID });
      await owner.do('revoke_key', { key_id: key.id });
      for (const each of [bot, unused]) await each.closed;
    },
  };
}
