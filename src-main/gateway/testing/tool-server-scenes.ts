// Tool servers, for the tests of every command. Nothing listens at their addresses.
import { LOBBY_ID, newId } from '../../../src-shared/ids.ts';
import type { TOOL_SERVER_COMMANDS } from '../../../src-shared/commands/tool-servers.ts';
import type { Watcher } from './watcher.ts';

type Scene = (cast: { owner: Watcher }) => Promise<unknown>;

const added = async ({ owner }: { owner: Watcher }): Promise<{ server_id: string }> => {
  const runs = { kind: 'http', url: 'http://127.0.0.1:1/mcp' } as const;
  return { server_id: (await owner.do('add_tool_server', { name: newId(), runs, key: 'secret' })).id };
};

export const toolServerScenes: Record<keyof typeof TOOL_SERVER_COMMANDS, Scene> = {
  list_tool_servers: ({ owner }) => owner.do('list_tool_servers', {}),
  add_tool_server: added,
  update_tool_server: async (cast) => cast.owner.do('update_tool_server', { ...(await added(cast)), key: null }),
  remove_tool_server: async (cast) => cast.owner.do('remove_tool_server', await added(cast)),
  list_server_tools: async (cast) => cast.owner.do('list_server_tools', await added(cast)).catch(() => undefined),
  async set_agent_tools({ owner }) {
    const provider = await owner.do('add_provider', { kind: 'anthropic', name: newId(), base_url: 'http://127.0.0.1:1/v1' });
    const runs = { kind: 'model', provider_id: provider.id, model: 'm' } as const;
    const agent = await owner.do('create_agent', { name: newId(), runs, room_ids: [LOBBY_ID] });
    await owner.do('set_agent_tools', { ...(await added({ owner })), participant_id: agent.id, tools: null });
  },
};
