// Agents that answer each other until they are paused, for the tests that go over every command.
import type { ROOM_COMMANDS } from '../../../src-shared/commands/rooms.ts';
import { newId } from '../../../src-shared/ids.ts';
import type { TestHome } from './home.ts';
import type { Watcher } from './watcher.ts';

interface Cast {
  owner: Watcher;
  guest: Watcher;
}

type Scene = (cast: Cast) => Promise<unknown>;

export const agentRunScenes = (home: () => TestHome): Record<keyof Pick<typeof ROOM_COMMANDS, 'continue_agents'>, Scene> => ({
  async continue_agents({ owner, guest }) {
    const agents = await Promise.all(['Ping', 'Pong'].map((name) => home().agent(name)));
    for (const ephemeral of [false, true]) {
      const { id: room_id } = await owner.do('create_room', { name: newId(), public: true, ephemeral, member_ids: [guest.id] });
      for (const each of [owner, guest]) await each.do('join_room', { room_id });
      await owner.do('update_room', { room_id, agent_run_max: 1 });
      const answer = async (): Promise<void> => {
        for (const agent of agents) {
          await agent.request('join_room', { room_id });
          await agent.request('send_message', { room_id, content: 'your turn' });
        }
      };
      await answer();
      await guest.do('continue_agents', { room_id });
      await answer();
      await owner.do('send_message', { room_id, content: 'enough' });
      await answer();
      await owner.do('update_room', { room_id, agent_run_max: 0 });
    }
    for (const agent of agents) agent.close();
  },
});
