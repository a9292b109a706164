import { nothing } from '../commands/fields.ts';
import type { EndpointRow } from './row.ts';

export const MCP_ENDPOINTS = {
  mcp: {
    title: 'Speak MCP',
    summary:
      'A server of the Model Context Protocol (Streamable HTTP, revision 2026-07-28 and those before it), for agents that speak it. The tools are those that the key allows.',
    access: { right: 'read' },
    request: nothing,
    reply: {
      contentType: 'text/event-stream',
      description: 'A JSON-RPC response after its progress; of the newest revision without progress as `application/json`',
    },
    http: 'POST /mcp',
    alsoStatus: { 202: 'A notification was taken' },
    readOnly: false,
    audit: { none: 'Each command that a tool gives has its own entry.' },
  },
} as const satisfies Record<string, EndpointRow>;
