// Scenes for the commands about sharing a home, for the tests of every command.
import type { Watcher } from './watcher.ts';

export const sharingScenes = {
  get_limits: ({ owner }: { owner: Watcher }) => owner.do('get_limits', {}),
  set_limits: ({ owner }: { owner: Watcher }) => owner.do('set_limits', { messages_per_guest: 1_000 }),
  get_sharing: ({ owner }: { owner: Watcher }) => owner.do('get_sharing', {}),
  set_sharing: ({ owner }: { owner: Watcher }) => owner.do('set_sharing', { addresses: [] }),
  set_certificate: ({ owner }: { owner: Watcher }) => owner.do('set_certificate', { certificate: { kind: 'own' } }),
  open_entrance: ({ owner }: { owner: Watcher }) => openEntrance(owner),
  async reopen_entrance({ owner }: { owner: Watcher }) {
    await openEntrance(owner);
    await owner.do('reopen_entrance', { kind: 'cloudflare' });
    await settled(owner);
  },
  async close_entrance({ owner }: { owner: Watcher }) {
    await openEntrance(owner);
    await owner.do('close_entrance', { kind: 'cloudflare' });
  },
  get_clawchat: ({ owner }: { owner: Watcher }) => owner.do('get_clawchat', {}),
  set_clawchat: ({ owner }: { owner: Watcher }) => owner.do('set_clawchat', { is_on: false }),
};

async function openEntrance(owner: Watcher): Promise<void> {
  await owner.do('open_entrance', { way: { kind: 'cloudflare' } });
  await settled(owner);
}

/** Its program is not there. The server finds out a moment after the reply. */
async function settled(owner: Watcher): Promise<void> {
  for (let isSettled = false; !isSettled;) {
    const { entrances } = await owner.do('get_sharing', {});
    isSettled = entrances.every(({ state }) => state === 'failed');
  }
}
