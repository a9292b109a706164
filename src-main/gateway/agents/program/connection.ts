// The Agent Client Protocol, version 1, with a program over its input and output. Only this file knows the protocol's library, and it is
// loaded with the first program.
import { Readable, Writable } from 'node:stream';
import type {
  ClientConnection,
  ContentBlock,
  InitializeResponse,
  McpServer,
  NewSessionResponse,
  PermissionOption,
  PromptResponse,
  RequestPermissionRequest,
  RequestPermissionResponse,
  SessionUpdate,
  ToolCallUpdate,
} from '@agentclientprotocol/sdk';
import type { ProgramFacts } from '../../../../src-shared/hosted-agents.ts';
import type { ProviderKind } from '../../../../src-shared/providers.ts';
import { ProgramFailed, SignInNeeded } from './errors.ts';
import type { ProgramProcess } from './process.ts';
import { toolsWayOf, type FindCommand, type ToolsWay } from './tools-way.ts';

export type {
  ContentBlock,
  InitializeResponse,
  McpServer,
  NewSessionResponse,
  PermissionOption,
  PromptResponse,
  RequestPermissionRequest,
  RequestPermissionResponse,
  SessionUpdate,
  ToolCallUpdate,
};

/** The connection with a program that sends a longer line is closed. */
const LINE_BYTES_MAX = 16 * 1024 * 1024;
const AUTH_REQUIRED = -32_000;
/** The names of programs for a sign-in with the variables of a model (environment.ts). */
const KEY_METHODS: Readonly<Record<ProviderKind, readonly string[]>> = { anthropic: [], 'openai-compatible': ['openai'] };

export interface ProgramEvents {
  onUpdate(sessionId: string, update: SessionUpdate): void;
  /** `signal`: the program is no longer interested, or has ended. */
  onPermission(request: RequestPermissionRequest, signal: AbortSignal): Promise<RequestPermissionResponse>;
}

/** The modes of a conversation, as a program names them. */
export type Modes = Pick<NewSessionResponse, 'modes' | 'configOptions'>;

export interface SessionPlace {
  folder: string;
  tools: readonly McpServer[];
}

/** The content that the program takes in a prompt, besides texts and links to files. */
export interface Takes {
  images: boolean;
  /** Texts with a name. */
  texts: boolean;
}

export interface Connection {
  readonly facts: ProgramFacts;
  readonly startedAs: InitializeResponse;
  readonly takes: Takes;
  readonly tools: ToolsWay;
  readonly takesTools: boolean;
  /** For a program that must be informed that a key is in its variables. Others need nothing. Throws ProgramFailed. */
  useKey(kind: ProviderKind): Promise<void>;
  /** Throws SignInNeeded. */
  newSession(place: SessionPlace): Promise<NewSessionResponse>;
  /** Null: the program does not know it any more, or never continues one. */
  resume(sessionId: string, place: SessionPlace): Promise<Modes | null>;
  /** Throws ProgramFailed when the program does not have that mode. */
  setMode(sessionId: string, modes: Modes, mode: string): Promise<void>;
  /** Resolves at the end of the turn. Throws SignInNeeded and ProgramFailed. */
  prompt(sessionId: string, blocks: ContentBlock[]): Promise<PromptResponse>;
  cancel(sessionId: string): Promise<void>;
  close(): void;
}

/** `lanai`: finds the `lanai` command. */
export async function connect(
  program: ProgramProcess,
  events: ProgramEvents,
  { version, lanai }: { version: string; lanai: FindCommand },
): Promise<Connection> {
  const { client, methods, ndJsonStream, PROTOCOL_VERSION, RequestError } = await import('@agentclientprotocol/sdk');
  const { agent } = methods;
  const { session } = agent;
  const stream = ndJsonStream(
    Writable.toWeb(program.input) as WritableStream<Uint8Array>,
    Readable.toWeb(program.output) as ReadableStream<Uint8Array>,
    { maxMessageBytes: LINE_BYTES_MAX },
  );
  const connection: ClientConnection = client({ name: 'lanai' })
    .onRequest(methods.client.session.requestPermission, ({ params, signal }) => events.onPermission(params, signal))
    .onNotification(methods.client.session.update, ({ params }) => events.onUpdate(params.sessionId, params.update))
    .connect(stream);
  void program.ended.then(() => connection.close());
  // A program that cannot be read any more is of no use.
  void connection.closed.then(() => program.stop());

  async function asked<T>(request: Promise<T>): Promise<T> {
    try {
      return await request;
    } catch (error) {
      if (connection.signal.aborted) throw new ProgramFailed({ why: 'ended', code: await program.ended });
      if (error instanceof RequestError)
        throw error.code === AUTH_REQUIRED ? new SignInNeeded() : new ProgramFailed({ why: 'refused', words: error.message });
      throw error;
    }
  }

  const startedAs = await asked(
    connection.agent.request(agent.initialize, {
      protocolVersion: PROTOCOL_VERSION,
      clientCapabilities: { auth: { terminal: true } },
      clientInfo: { name: 'lanai', title: 'Lanai', version },
    }),
  );
  if (startedAs.protocolVersion !== PROTOCOL_VERSION) throw new ProgramFailed({ why: 'other version', version: startedAs.protocolVersion });
  const capabilities = startedAs.agentCapabilities;
  const tools = await toolsWayOf(startedAs, lanai);

  return {
    startedAs,
    facts: {
      name: startedAs.agentInfo?.title ?? startedAs.agentInfo?.name ?? null,
      version: startedAs.agentInfo?.version ?? null,
      ...{ needs_sign_in: false, modes: [], sign_in: [] },
      resumes: Boolean(capabilities?.sessionCapabilities?.resume ?? capabilities?.loadSession),
    },
    takes: {
      images: capabilities?.promptCapabilities?.image === true,
      texts: capabilities?.promptCapabilities?.embeddedContext === true,
    },
    tools,
    takesTools: tools.by !== 'none',
    async useKey(kind) {
      const method = startedAs.authMethods?.find(({ id }) => KEY_METHODS[kind].includes(id));
      if (method) await asked(connection.agent.request(agent.authenticate, { methodId: method.id }));
    },
    newSession: (place) => asked(connection.agent.request(session.new, asSent(place))),
    async resume(sessionId, place) {
      const method = capabilities?.sessionCapabilities?.resume ? session.resume : capabilities?.loadSession ? session.load : null;
      if (method === null) return null;
      try {
        return await asked(connection.agent.request(method, { sessionId, ...asSent(place) }));
      } catch (error) {
        if (error instanceof ProgramFailed && error.reason.why === 'refused') return null;
        throw error;
      }
    },
    async setMode(sessionId, offered, mode) {
      if (!modesOf(offered).some(({ id }) => id === mode)) throw new ProgramFailed({ why: 'no mode', mode });
      const option = offered.configOptions?.find(({ category }) => category === 'mode');
      if (option) await asked(connection.agent.request(session.setConfigOption, { sessionId, configId: option.id, value: mode }));
      else await asked(connection.agent.request(session.setMode, { sessionId, modeId: mode }));
    },
    prompt: (sessionId, prompt) => asked(connection.agent.request(session.prompt, { sessionId, prompt })),
    cancel: (sessionId) => connection.agent.notify(session.cancel, { sessionId }),
    close: () => connection.close(),
  };
}

function asSent({ folder, tools }: SessionPlace): { cwd: string; mcpServers: McpServer[] } {
  return { cwd: folder, mcpServers: [...tools] };
}

/** The ways in which the program can work, as it names them. */
export function modesOf({ configOptions, modes }: Modes): ProgramFacts['modes'] {
  const option = configOptions?.find(({ category }) => category === 'mode');
  if (option?.type === 'select')
    return option.options.flatMap((each) => ('options' in each ? each.options : [each])).map(({ value, name }) => ({ id: value, name }));
  return modes?.availableModes.map(({ id, name }) => ({ id, name })) ?? [];
}
