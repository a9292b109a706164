// A home with agents of models that use the tools of servers.
import { expect } from 'vitest';
import type { Approval, ApprovalDecision } from '../../../src-shared/approvals.ts';
import type { Agent, Message } from '../../../src-shared/objects.ts';
import { newName, type ModelHome } from './model-home.ts';
import { toolProgram } from './tool-servers.ts';

export type ToolHome = ReturnType<typeof toolHome>;

export function toolHome(home: ModelHome) {
  const nameOf = async (id: string): Promise<string> =>
    (await home.ada.do('list_tool_servers', {})).servers.find((each) => each.id === id)?.name ?? 'none';
  const questionOf = async ({ id }: Agent): Promise<Approval> => {
    const found = async () =>
      Object.values((await home.ada.picture()).approvals).find(({ agent_id, state }) => agent_id === id && state === 'waiting');
    await expect.poll(found, { timeout: 20_000 }).toBeDefined();
    return (await found()) ?? expect.fail('There is no question.');
  };
  return {
    nameOf,
    questionOf,
    async httpServer(url: string, key = 'sk-secret-key'): Promise<string> {
      return (await home.ada.do('add_tool_server', { name: newName(), runs: { kind: 'http', url }, key })).id;
    },
    async program(...flags: string[]): Promise<string> {
      return (await home.ada.do('add_tool_server', { name: newName(), runs: toolProgram(...flags) })).id;
    },
    /** An agent that reads only the message that calls it, and so is marked by nothing else. */
    async agentWith(serverId: string, tools: string[] | null = null): Promise<Agent> {
      const agent = await home.makeAgent(newName(), { context_messages: 0 });
      await home.ada.do('set_agent_tools', { server_id: serverId, participant_id: agent.id, tools });
      return agent;
    },
    /** The model calls these tools of the server, and then answers. */
    async callTools(serverId: string, ...calls: [tool: string, input?: object][]): Promise<void> {
      const before = await nameOf(serverId);
      home.models.on({ hasToolResult: true }, { content: 'Done.' });
      const toolCalls = calls.map(([tool, input = {}]) => ({ name: `${before}__${tool}`, arguments: JSON.stringify(input) }));
      home.models.onMessage(/./, { toolCalls });
    },
    ended: (agent: Agent, ...outcomes: string[]) => expect.poll(() => home.outcomes(agent), { timeout: 20_000 }).toEqual(outcomes),
    actsOf: async ({ id }: Agent): Promise<Message[]> => (await home.history()).filter(({ author_id, act }) => author_id === id && act),
    async decide(agent: Agent, decision: ApprovalDecision): Promise<Approval> {
      const question = await questionOf(agent);
      await home.ada.do('approval_resolve', { approval_id: question.id, decision });
      return question;
    },
    async removeServers(): Promise<void> {
      for (const { id } of (await home.ada.do('list_tool_servers', {})).servers) await home.ada.do('remove_tool_server', { server_id: id });
    },
  };
}
