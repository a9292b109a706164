// The values in the snippets of the connect dialog.
import type { ConnectInfo } from '../../../src-shared/endpoints/home.ts';
import type { McpProgramId } from './mcp-programs.ts';

/** `file`: the home's own key, which any program of the owner's may read. `variable`: a key of the agent's own. */
export type KeySource = { kind: 'file'; path: string } | { kind: 'variable'; name: string };

export interface SnippetFacts {
  info: Pick<ConnectInfo, 'tcp' | 'socket' | 'url' | 'command'>;
  key: KeySource;
  agent: { id: string; name: string };
  room: { id: string; name: string };
  mcpProgram: McpProgramId;
}

/** And not a named pipe of Windows. */
export function isPath(socket: string | null): socket is string {
  return socket !== null && socket.startsWith('/');
}
