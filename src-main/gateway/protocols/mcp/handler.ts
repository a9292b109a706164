// Loaded with the first request: with it come the SDK, and the part of zod that describes schemas.
import { createMcpHandler, McpServer, type AuthInfo, type ContentBlock, type ServerContext } from '@modelcontextprotocol/server';
import * as z from 'zod/mini';
import { AppError } from '../../../../src-shared/errors.ts';
import type { BoundTool, Call, ToolAnswer } from '../../tools/tool.ts';
import type { McpCaller, McpOptions } from './server.ts';

/** Tools that clients shall not hide behind a search for tools. */
const ALWAYS_LOADED = new Set(['send', 'wait', 'read', 'rooms']);

/** The handler of the SDK, with the tools of the agent that asks. */
export function createHandler({ version, homeName, log }: McpOptions) {
  return createMcpHandler(
    ({ authInfo }) => {
      const { instructions, tools } = callerOf(authInfo);
      const about = { name: 'lanai', title: homeName(), version };
      // The tools of an agent do not change while a client listens: a stream for their changes would only stay open.
      const capabilities = { tools: { listChanged: false } };
      const server = new McpServer(about, { capabilities, instructions });
      for (const each of tools) addTool(server, each, log);
      return server;
    },
    { keepAliveMs: 8_000, maxSubscriptions: 1, onerror: () => undefined },
  );
}

function addTool(server: McpServer, tool: BoundTool, log: McpOptions['log']): void {
  const { name, title, description, readOnly } = tool;
  const config = {
    title,
    description,
    inputSchema: withJsonSchema(tool.input),
    annotations: { title, readOnlyHint: readOnly, destructiveHint: false, openWorldHint: false },
    ...(ALWAYS_LOADED.has(name) && { _meta: { 'anthropic/alwaysLoad': true } }),
  };
  server.registerTool(name, config, async (input: unknown, context: ServerContext) => {
    try {
      return { content: contentOf(await tool.answer(input, callOf(context))) };
    } catch (error) {
      if (!(error instanceof AppError)) log(`The tool ${name} failed`, error);
      const text = error instanceof AppError ? error.message : 'Something went wrong in the server. Try again.';
      return { content: [{ type: 'text' as const, text }], isError: true };
    }
  });
}

function contentOf(answer: ToolAnswer): ContentBlock[] {
  const { text, images } = typeof answer === 'string' ? { text: answer, images: [] } : answer;
  const shown = images.map(({ type, bytes }) => ({ type: 'image' as const, mimeType: type, data: Buffer.from(bytes).toString('base64') }));
  return [{ type: 'text', text }, ...shown];
}

function callOf({ mcpReq }: ServerContext): Call {
  const token = mcpReq._meta?.progressToken;
  const notify = (progress: number): void => {
    // If the client disconnected, its signal aborts the call.
    void mcpReq.notify({ method: 'notifications/progress', params: { progressToken: token ?? '', progress } }).catch(() => undefined);
  };
  return { signal: mcpReq.signal, progress: token === undefined ? null : notify };
}

function callerOf(authInfo: AuthInfo | undefined): McpCaller {
  const caller = authInfo?.extra?.caller;
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- createMcp has put it there
  return caller as McpCaller;
}

/** The schemas of this program are those of zod/mini, which give no JSON Schema by themselves. */
function withJsonSchema<I extends z.ZodMiniObject>(input: I) {
  const json = (): Record<string, unknown> => z.toJSONSchema(input, { io: 'input' });
  const { validate } = input['~standard'];
  return { '~standard': { version: 1 as const, vendor: 'zod', validate, jsonSchema: { input: json, output: json } } };
}
