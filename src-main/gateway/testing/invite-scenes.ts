// The commands about links into the home, for the tests that go over every command.
import { newId } from '../../../src-shared/ids.ts';
import type { TestHome } from './home.ts';
import type { Watcher } from './watcher.ts';

export function inviteScenes(home: () => TestHome) {
  return {
    async confirm_invite({ owner, stranger }: { owner: Watcher; stranger: { id: string } }): Promise<void> {
      const admin = await home().guest(`Ines ${newId()}`, { role: 'admin' });
      const made = await admin.post(`/api/people/${stranger.id}/reinvite`);
      await owner.do('confirm_invite', { invite_id: made.field('invite.id') });
      await home().browser().redeem(made.field('code'), `Again ${newId()}`);
    },
  };
}
