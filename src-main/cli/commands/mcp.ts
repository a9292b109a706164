// `lanai mcp`: an MCP server on stdin and stdout, for programs that start one. The tools are those of the server's /mcp. The command is
// connected as the agent all the time: so the server has proved that it is the right one, and the agent is seen as present. A program
// that the server runs has another address and a secret in its variables instead.
import type { CallToolResult, McpServer, ServerContext } from '@modelcontextprotocol/server';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Command } from 'commander';
import * as z from 'zod/mini';
import { AppError } from '../../../src-shared/errors.ts';
import { isLoopbackHost } from '../../../src-shared/loopback.ts';
import { VERSION } from '../../../src-shared/version.ts';
import { Failure, UsageError } from '../failure.ts';
import { findHome, identityOf, withAgent, type AgentOptions } from '../home-options.ts';
import { askMcp, type McpTarget } from '../mcp-over-http.ts';
import { createOutput } from '../output.ts';
import { stayConnected } from '../session.ts';
import { agentHeader, socketIn, webOrigin } from '../web-origin.ts';

const NAME = 'mcp';
const PATIENCE_MS = 20_000;
/** Of the protocol, as it is asked for over HTTP. */
const REVISION = '2025-11-25';
const TRIES_MAX = 5;
const RETRY_MS = 300;
const LOST = 'The connection to the server was lost. It is not known whether this was done: read before you try again.';

const Initialized = z.object({ serverInfo: z.looseObject({ title: z.optional(z.string()) }), instructions: z.optional(z.string()) });
const Tools = z.object({
  tools: z.array(
    z.looseObject({
      name: z.string(),
      description: z.optional(z.string()),
      inputSchema: z.record(z.string(), z.unknown()),
      annotations: z.optional(z.looseObject({ readOnlyHint: z.optional(z.boolean()) })),
    }),
  ),
});

export function define(command: Command): void {
  withAgent(command).action(async (options: AgentOptions) => run({ ...options, name: options.name ?? process.env.LANAI_NAME ?? NAME }));
}

async function run(options: AgentOptions): Promise<void> {
  const over = new AbortController();
  const { connection, target } = programAccess(process.env) ?? agentAccess(options, over.signal);
  await connection();
  const ask: Ask = async (method, params, { isRepeatable = true, ...more } = {}) => {
    for (let attempt = 1; ; attempt += 1) {
      await connection();
      try {
        // After a restart it may be at another port.
        return await askMcp(target(), method, params, more);
      } catch (error) {
        if (error instanceof AppError || more.signal?.aborted) throw error;
        if (!isRepeatable) throw new Failure(LOST, undefined, { cause: error });
        if (attempt === TRIES_MAX) throw error;
        // The end of the connection may be known a moment later.
        await sleep(RETRY_MS);
      }
    }
  };
  const about = Initialized.parse(
    await ask('initialize', { protocolVersion: REVISION, capabilities: {}, clientInfo: { name: 'lanai mcp', version: VERSION } }),
  );
  const { tools } = Tools.parse(await ask('tools/list', {}));
  const { McpServer: Server } = await import('@modelcontextprotocol/server');
  const { serveStdio } = await import('@modelcontextprotocol/server/stdio');
  const handle = serveStdio(() => {
    const info = { name: 'lanai', version: VERSION, ...(about.serverInfo.title && { title: about.serverInfo.title }) };
    const server = new Server(info, about.instructions === undefined ? {} : { instructions: about.instructions });
    for (const tool of tools) addTool(server, tool, ask);
    return server;
  });
  await new Promise<void>((resolve) => process.stdin.once('close', resolve).once('end', resolve));
  over.abort();
  await handle.close();
}

interface Access {
  /** Resolves when the server can be asked. */
  connection(): Promise<unknown>;
  target(): McpTarget;
}

function agentAccess(options: AgentOptions, signal: AbortSignal): Access {
  const target = (): McpTarget => targetOf(options);
  target();
  return { connection: keepConnected(options, signal), target };
}

/** Of a program that the server runs. The server made its secret for one room. Null: this is not started by such a program. */
function programAccess({ LANAI_MCP_URL: url, LANAI_MCP_SECRET: secret }: NodeJS.ProcessEnv): Access | null {
  if (url === undefined && secret === undefined) return null;
  const parsed = url !== undefined && URL.canParse(url) ? new URL(url) : null;
  if (!secret || parsed?.protocol !== 'http:' || !isLoopbackHost(parsed.hostname))
    throw new UsageError('LANAI_MCP_URL is an http:// address of this computer, and LANAI_MCP_SECRET the secret for it.');
  const target = { url: parsed.href, socketPath: null, headers: { authorization: `Bearer ${secret}` } };
  return { connection: () => Promise.resolve(), target: () => target };
}

type Ask = (method: string, params: object, more?: Parameters<typeof askMcp>[3] & { isRepeatable?: boolean }) => Promise<unknown>;

function addTool(server: McpServer, { inputSchema, name, ...tool }: z.infer<typeof Tools>['tools'][number], ask: Ask): void {
  // The server checks the input: it says what is wrong with it.
  const validate = (value: unknown) => ({ value });
  const schema = {
    '~standard': { version: 1 as const, vendor: 'lanai', validate, jsonSchema: { input: () => inputSchema, output: () => inputSchema } },
  };
  server.registerTool(name, { ...tool, inputSchema: schema }, async (given: unknown, { mcpReq }: ServerContext) => {
    const token = mcpReq._meta?.progressToken;
    const onProgress = token === undefined ? undefined : (progress: number): void => void notify(mcpReq, token, progress);
    try {
      const reply = await ask(
        'tools/call',
        { name, arguments: given },
        {
          ...{ signal: mcpReq.signal, onProgress },
          isRepeatable: tool.annotations?.readOnlyHint === true,
        },
      );
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the SDK of the server made it
      return reply as CallToolResult;
    } catch (error) {
      const text = error instanceof Error ? error.message : String(error);
      return { content: [{ type: 'text' as const, text }], isError: true };
    }
  });
}

async function notify(mcpReq: ServerContext['mcpReq'], progressToken: string | number, progress: number): Promise<void> {
  // If the client disconnected, its signal aborts the call.
  await mcpReq.notify({ method: 'notifications/progress', params: { progressToken, progress } }).catch(() => undefined);
}

/** Resolves while the connection stands, and waits while it is made again. Rejects when that is hopeless. */
function keepConnected(options: AgentOptions, signal: AbortSignal): () => Promise<unknown> {
  const agent = stayConnected(options, { isShared: true, patienceMs: PATIENCE_MS, output: createOutput(false), signal });
  let current = agent.next();
  const follow = async (): Promise<void> => {
    for (;;) {
      await (
        await current
      ).ended;
      if (signal.aborted) return;
      current = agent.next();
    }
  };
  // A failure is that of `current`, for which the caller waits.
  void follow().catch(() => undefined);
  signal.addEventListener('abort', () => void current.then((client) => client.close()).catch(() => undefined));
  return () => current;
}

/**
 * Throws UsageError when the server is named by an address that has no HTTP, or one on which the key could be read. The Unix socket of
 * a data folder comes first; a port of this computer is asked only while the connection that has proved the server stands.
 */
function targetOf(options: AgentOptions): McpTarget {
  const { addresses, key } = findHome(options, process.env);
  const origin = webOrigin(addresses, 'MCP needs the address of the server as http://host:port or https://host.');
  const hasOwnId = (options.agentId ?? process.env.LANAI_AGENT_ID) !== undefined;
  // Without the name in its header, the agent is the one that the key was made for.
  const named = hasOwnId ? {} : agentHeader(identityOf(options, process.env).name);
  const socketPath = socketIn(addresses);
  return { url: `${origin}/mcp`, socketPath, headers: { authorization: `Bearer ${key}`, ...named } };
}
