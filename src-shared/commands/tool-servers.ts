import * as z from 'zod/mini';
import { described } from '../described.ts';
import {
  PROGRAM_ARGUMENT_CHARS_MAX,
  PROGRAM_ARGUMENTS_MAX,
  PROGRAM_PATH_CHARS_MAX,
  PROGRAM_VARIABLES_MAX,
  PROVIDER_KEY_CHARS_MAX,
  PROVIDER_URL_CHARS_MAX,
} from '../limits.ts';
import { Name } from '../name.ts';
import { KeysKept } from '../providers.ts';
import { CommandServer, HttpServer, OfferedTool, TOOL_NAME_CHARS_MAX, TOOLS_LISTED_MAX, ToolServer } from '../tool-servers.ts';
import { id, nothing, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const aboutServer = z.object({ server_id: id });
const plainText = (charsMax: number) => z.string().check(z.minLength(1), z.maxLength(charsMax), z.regex(/^[^\0\r\n]*$/));
/** A program gets none of Lanai's own. */
const Variable = z.string().check(z.maxLength(200), z.regex(/^(?!LANAI_)[A-Z_][A-Z0-9_]*$/i));
/** The protocol and the connection have these themselves. */
const OF_PROTOCOL = /^(?!(host|connection|content-.*|accept.*|transfer-encoding|cookie|mcp-.*|last-event-id)$)[a-z0-9-]+$/i;

const runs = described(
  'The way to it. A command is for the owner, in the app on the server’s own computer.',
  z.discriminatedUnion('kind', [
    z.object({
      ...HttpServer.shape,
      url: z.string().check(z.trim(), z.minLength(1), z.maxLength(PROVIDER_URL_CHARS_MAX)),
      header: z._default(z.nullable(z.string().check(z.maxLength(100), z.regex(OF_PROTOCOL))), null),
    }),
    z.object({
      ...CommandServer.shape,
      command: plainText(PROGRAM_PATH_CHARS_MAX),
      args: z._default(
        z.array(z.string().check(z.maxLength(PROGRAM_ARGUMENT_CHARS_MAX), z.regex(/^[^\0]*$/))).check(z.maxLength(PROGRAM_ARGUMENTS_MAX)),
        [],
      ),
      variables: z._default(z.array(Variable).check(z.maxLength(PROGRAM_VARIABLES_MAX)), []),
      key_variable: z._default(z.nullable(Variable), null),
    }),
  ]),
);
const key = z.string().check(z.trim(), z.minLength(1), z.maxLength(PROVIDER_KEY_CHARS_MAX), z.regex(/^[\x20-\x7e]+$/, 'Not a key'));

export const TOOL_SERVER_COMMANDS = {
  list_tool_servers: {
    title: 'List tool servers',
    summary: 'List the servers of tools (MCP) for agents, with the agents that use them, and how their keys are stored.',
    right: 'admin',
    request: nothing,
    reply: z.object({ servers: z.array(ToolServer), keys_kept: KeysKept }),
    http: 'GET /api/tool-servers',
    readOnly: true,
  },
  add_tool_server: {
    title: 'Add a tool server',
    summary: 'Add a server of tools. No agent uses it yet. Its key is never sent to a client again.',
    right: 'admin',
    request: z.object({ name: Name, runs, key: optional(key) }),
    reply: ToolServer,
    http: { route: 'POST /api/tool-servers', status: 201 },
    readOnly: false,
    audit: { topic: 'settings', facts: ['name', 'runs.url', 'runs.command'] },
  },
  update_tool_server: {
    title: 'Change a tool server',
    summary:
      'Change the name, the way to it or the key of a server of tools. The key is deleted when it is another host or another program.',
    right: 'admin',
    request: z.object({
      server_id: id,
      name: z.optional(Name),
      runs: z.optional(runs),
      key: described('Null: deletes the key. Left out: it stays.', optional(key)),
    }),
    reply: ToolServer,
    http: 'PATCH /api/tool-servers/:server_id',
    readOnly: false,
    audit: { topic: 'settings', facts: ['name', 'runs.url', 'runs.command'] },
  },
  remove_tool_server: {
    title: 'Remove a tool server',
    summary: 'Remove a server of tools and its key. Agents have its tools no more.',
    right: 'admin',
    request: aboutServer,
    reply: nothing,
    http: 'DELETE /api/tool-servers/:server_id',
    readOnly: false,
    audit: { topic: 'settings' },
  },
  list_server_tools: {
    title: 'List the tools of a server',
    summary:
      'Connect with a server of tools and list them. It fails with `tool_server_failed` and a sentence when the server does not work.',
    right: 'admin',
    request: aboutServer,
    reply: z.object({
      tools: z.array(OfferedTool),
      left_out: described('Tools that cannot be used, or are too many to list.', z.number()),
    }),
    http: 'GET /api/tool-servers/:server_id/tools',
    readOnly: true,
  },
  set_agent_tools: {
    title: 'Choose tools of an agent',
    summary: 'Choose the tools of a server that an agent may use. Only the owner lets an agent use a server that is a command.',
    right: 'admin',
    request: z.object({
      server_id: id,
      participant_id: id,
      tools: described(
        'Their names. Null: all of them. An empty list: the agent does not use the server.',
        z.nullable(z.array(z.string().check(z.minLength(1), z.maxLength(TOOL_NAME_CHARS_MAX))).check(z.maxLength(TOOLS_LISTED_MAX))),
      ),
    }),
    reply: ToolServer,
    http: 'PUT /api/tool-servers/:server_id/agents/:participant_id',
    readOnly: false,
    audit: { topic: 'agents', about: 'participant_id', facts: ['tools'] },
  },
} as const satisfies Record<string, CommandRow>;
