// The server of the Model Context Protocol. Requests are stateless: each one is answered for the agent that sent it. The SDK speaks the
// revision of 2026-07-28 and those before it. It is loaded with the first request.
import type { AuthInfo } from '@modelcontextprotocol/server';
import { loadOnce } from '../../../../src-shared/once.ts';
import type { BoundTool } from '../../tools/tool.ts';

/** The agent that asks. */
export interface McpCaller {
  id: string;
  instructions: string;
  tools: readonly BoundTool[];
}

export interface McpOptions {
  version: string;
  homeName(): string;
  log(message: string, error: unknown): void;
}

export type AnswerMcp = (request: Request, body: unknown, caller: McpCaller) => Promise<Response>;

export function createMcp(options: McpOptions): AnswerMcp {
  const handler = loadOnce(async () => (await import('./handler.ts')).createHandler(options));
  return async (request, body, caller) => {
    // The SDK hands it to the factory of the server. The agent was identified before.
    const authInfo: AuthInfo = { token: '', clientId: caller.id, scopes: [], extra: { caller } };
    return (await handler()).fetch(request, { authInfo, parsedBody: body });
  };
}
