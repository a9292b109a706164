// Scenes for each command about people and agents. The snapshot kept by events is compared after them.
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { AGENT_COMMANDS } from '../../../src-shared/commands/agents.ts';
import type { PEOPLE_COMMANDS } from '../../../src-shared/commands/people.ts';
import type { TestHome } from './home.ts';
import { squarePng } from './pictures.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { owner: Watcher; member: Watcher; guest: Watcher }) => Promise<unknown>;

export function peopleScenes(
  home: () => TestHome,
): Record<
  Exclude<keyof typeof AGENT_COMMANDS, 'list_agents'> | Exclude<keyof typeof PEOPLE_COMMANDS, 'list_people' | 'revoke_access'>,
  Scene
> {
  /** In the lobby, in a room of the guest's and in an ephemeral one. */
  async function agent({ owner, guest }: Parameters<Scene>[0]): Promise<string> {
    const id = newId();
    const ada = await home().agent(`Ada ${id}`, { agent_id: id });
    await ada.request('join_room', { room_id: LOBBY_ID });
    for (const ephemeral of [true, false]) await owner.do('create_room', { name: newId(), ephemeral, member_ids: [guest.id, id] });
    return id;
  }
  const removed = async (cast: Parameters<Scene>[0]): Promise<string> => {
    const participant_id = await agent(cast);
    await cast.owner.do('remove_agent', { participant_id });
    return participant_id;
  };

  return {
    async update_profile({ owner, guest }) {
      const status = { text: 'Out for lunch', emoji: '🍜', until: 4_000_000_000_000 };
      await owner.do('update_profile', { name: `Ada ${newId()}`, color: 'plum', time_zone: 'Pacific/Honolulu' });
      await guest.do('update_profile', { status });
      await home().owner.send('/api/profile/picture', { method: 'PUT', body: squarePng(64) });
      await owner.do('update_profile', { picture: null });
      await owner.do('create_room', { name: newId(), ephemeral: true, member_ids: [guest.id] });
    },
    async clear_profile({ owner, guest }) {
      await guest.do('update_profile', { status: { text: 'rude' } });
      await owner.do('clear_profile', { participant_id: guest.id });
    },
    async update_access({ owner, member, guest }) {
      const { id: hidden } = await owner.do('create_room', { name: newId(), member_ids: [member.id] });
      await owner.do('create_room', { name: newId(), ephemeral: true, member_ids: [member.id] });
      await owner.do('update_access', { participant_id: member.id, role: 'admin' });
      await member.renewed();
      await owner.do('update_access', { participant_id: member.id, role: 'guest', room_ids: [LOBBY_ID] });
      await member.renewed();
      await owner.do('update_access', { participant_id: member.id, room_ids: [LOBBY_ID, hidden] });
      await owner.do('update_access', { participant_id: guest.id, role: 'member' });
      await owner.do('update_access', { participant_id: guest.id, room_ids: [hidden] });
      await owner.do('send_message', { room_id: hidden, content: 'Hi @Gus' });
      await owner.do('update_access', { participant_id: member.id, role: 'member', room_ids: null });
      await member.renewed();
      await owner.do('update_access', { participant_id: guest.id, role: 'guest', room_ids: [LOBBY_ID] });
    },
    async erase_person({ owner }) {
      const stranger = await home().guest(`Stranger ${newId()}`, { room_ids: [LOBBY_ID] });
      const at = `/api/rooms/${LOBBY_ID}`;
      const said = await stranger.post(`${at}/messages`, { content: 'mine' });
      await stranger.post(`${at}/tasks`, { title: 'mine too' });
      await owner.do('forward_message', { room_id: LOBBY_ID, from_room_id: LOBBY_ID, message_id: said.field('id') });
      await owner.do('erase_person', { participant_id: said.field('author_id') });
    },
    async update_agent(cast) {
      await cast.owner.do('update_agent', { participant_id: await agent(cast), color: 'gold', description: 'Reads the logs' });
    },
    agent_access: async (cast) => cast.owner.do('agent_access', { participant_id: await agent(cast) }),
    remove_agent: removed,
    readmit_agent: async (cast) => cast.owner.do('readmit_agent', { participant_id: await removed(cast) }),
  };
}
