// The way in which a program gets the tools of Lanai.
import type { InitializeResponse, McpServer } from './connection.ts';

/** `command`: a program and its first arguments that run the `lanai` command. */
export type ToolsWay = { by: 'http' } | { by: 'stdio'; command: readonly [string, ...string[]] } | { by: 'none' };

/** Null: it cannot be run on this computer. */
export type FindCommand = () => Promise<readonly [string, ...string[]] | null>;

/** It refuses a conversation with any server. */
const REFUSES_SERVERS = new Set(['openclaw-acp']);

/** By the protocol, each program takes servers over stdio. `lanai`: finds the `lanai` command. */
export async function toolsWayOf(
  { agentInfo, agentCapabilities }: Pick<InitializeResponse, 'agentInfo' | 'agentCapabilities'>,
  lanai: FindCommand,
): Promise<ToolsWay> {
  if (REFUSES_SERVERS.has(agentInfo?.name ?? '')) return { by: 'none' };
  if (agentCapabilities?.mcpCapabilities?.http === true) return { by: 'http' };
  const command = await lanai();
  return command === null ? { by: 'none' } : { by: 'stdio', command };
}

/** `secret`: other accounts of the computer can read the arguments of a process, but not its variables. */
export function toolServers(way: ToolsWay, { url, secret }: { url: string; secret: string }): McpServer[] {
  switch (way.by) {
    case 'none':
      return [];
    case 'http':
      return [{ type: 'http', name: 'lanai', url, headers: [{ name: 'Authorization', value: `Bearer ${secret}` }] }];
    case 'stdio': {
      const [command, ...args] = way.command;
      const env = { LANAI_MCP_URL: url, LANAI_MCP_SECRET: secret };
      return [{ name: 'lanai', command, args: [...args, 'mcp'], env: Object.entries(env).map(([name, value]) => ({ name, value })) }];
    }
  }
}
