// The commands about links into the home, for the tests that go over every command.
import { newId } from '../../../src-shared/ids.ts';
import type { TestHome } from './home.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  guest: Watcher;
  stranger: { id: string };
}

export function inviteScenes(home: () => TestHome) {
  return {
    async confirm_invite({ owner, guest, stranger }: Cast): Promise<void> {
      const admin = await home().guest(`Ines ${newId()}`, { role: 'admin' });
      const made = await admin.post(`/api/people/${stranger.id}/reinvite`);
      await owner.do('confirm_invite', { invite_id: made.field('invite.id') });
      await home().browser().redeem(made.field('code'), `Again ${newId()}`);
      // A room in memory has copies of its members, which changes have to reach.
      const { id: room_id } = await owner.do('create_room', { name: newId(), ephemeral: true, member_ids: [guest.id] });
      await owner.do('add_member', { room_id, participant_id: stranger.id });
    },
  };
}
