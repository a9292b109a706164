import type { AgentInfo } from '../../../src-shared/agent-protocol/replies.ts';
import type { AgentClient } from '../../../src-shared/client/agent-client.ts';
import { Failure } from '../failure.ts';
import { oneLine } from '../output.ts';
import { allAgents } from '../participants.ts';
import { isCalled } from './people.ts';

/** By name or id. Throws Failure. */
export async function agentCalled(client: AgentClient, which: string): Promise<AgentInfo> {
  const agents = await allAgents(client);
  const called = agents.map((agent) => ({ ...agent, id: agent.agent_id }));
  const found = called.find(({ id }) => id === which) ?? called.find(isCalled(which));
  if (!found) throw new Failure(`There is no agent called "${oneLine(which)}".`);
  return found;
}
