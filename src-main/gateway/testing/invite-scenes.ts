// The commands about links into the home, for the tests that go over every command.
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { TestHome } from './home.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  guest: Watcher;
  stranger: { id: string };
}

export function inviteScenes(home: () => TestHome) {
  return {
    async update_invite({ owner }: Cast): Promise<void> {
      const { invite } = await owner.do('create_invite', { name: 'Eve' });
      const change = { role: 'member' as const, room_ids: [LOBBY_ID], max_uses: 3, lifetime_ms: 60_000 };
      await owner.do('update_invite', { invite_id: invite.id, ...change });
    },
    async renew_invite({ owner }: Cast): Promise<void> {
      const { invite } = await owner.do('create_invite', { name: 'Eve' });
      await owner.do('renew_invite', { invite_id: invite.id });
    },
    async revoke_invite({ owner }: Cast): Promise<void> {
      const { invite } = await owner.do('create_invite', { name: 'Eve' });
      await owner.do('revoke_invite', { invite_id: invite.id });
    },
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
