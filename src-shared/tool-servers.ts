// Servers of tools (Model Context Protocol) that agents of the home may use. Their keys stay on the server and are never sent.
import * as z from 'zod/mini';
import { described } from './described.ts';
import { KeyState } from './providers.ts';

/** The tools of one server in a list, and those of all servers that a model is sent. */
export const TOOL_SERVERS_MAX = 20;
export const TOOLS_LISTED_MAX = 200;
export const TOOLS_OFFERED_MAX = 40;
export const TOOL_NAME_CHARS_MAX = 128;

export const HttpServer = z.object({
  kind: z.literal('http'),
  url: described('The address at which it takes requests (Streamable HTTP).', z.string()),
  header: described('The name of the header that the key is sent in. Null: `Authorization`, as a bearer token.', z.nullable(z.string())),
});
export type HttpServer = z.infer<typeof HttpServer>;

export const CommandServer = z.object({
  kind: z.literal('command'),
  command: described('A program of the server: a name in its search path, or a path. It speaks on its input and output.', z.string()),
  args: described('The arguments of the program.', z.array(z.string())),
  variables: described(
    "The names of environment variables of the server that the program gets, besides the usual ones. None of LANAI's own.",
    z.array(z.string()),
  ),
  key_variable: described('The name of the environment variable that the key is passed in. Null: it gets no key.', z.nullable(z.string())),
});
export type CommandServer = z.infer<typeof CommandServer>;

export const ToolServerRuns = z.discriminatedUnion('kind', [HttpServer, CommandServer]);
export type ToolServerRuns = z.infer<typeof ToolServerRuns>;

/** The tools that an agent may use, by name. Null: all of them. */
export const ToolChoice = z.nullable(z.array(z.string()));
export type ToolChoice = z.infer<typeof ToolChoice>;

/** As the server keeps it. */
export const StoredToolServer = z.object({
  id: z.string(),
  name: z.string(),
  runs: ToolServerRuns,
  agents: described('The agents that use it, with the tools that each may use. Null: all of them.', z.record(z.string(), ToolChoice)),
  created_at: z.number(),
});
export type StoredToolServer = z.infer<typeof StoredToolServer>;

export const ToolServer = z.object({
  ...StoredToolServer.shape,
  key_state: described('`none`: it has no key. `locked`: its key cannot be read now, and has to be entered again.', KeyState),
});
export type ToolServer = z.infer<typeof ToolServer>;

/** A tool, as its server describes it. */
export const OfferedTool = z.object({
  name: z.string(),
  description: described('Cut if it is long.', z.string()),
  read_only: described('The server says that it changes nothing. Agents use it without asking.', z.boolean()),
});
export type OfferedTool = z.infer<typeof OfferedTool>;
