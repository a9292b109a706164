// Everything that the HTTP API offers besides the commands. A new endpoint is a row here and a handler in
// src-main/gateway/http/endpoints.ts.
import type * as z from 'zod/mini';
import { AGENT_INVITE_ENDPOINTS } from './agent-invites.ts';
import { AUDIT_ENDPOINTS } from './audit.ts';
import { BACKUP_ENDPOINTS } from './backups.ts';
import { EXPORT_ENDPOINTS } from './exports.ts';
import { FILE_ENDPOINTS } from './files.ts';
import { FRIEND_ENDPOINTS } from './friends.ts';
import { HOME_ENDPOINTS } from './home.ts';
import { IMPORT_ENDPOINTS } from './imports.ts';
import { INCOMING_WEBHOOK_ENDPOINTS } from './incoming-webhooks.ts';
import { INVITE_ENDPOINTS } from './invites.ts';
import { MCP_ENDPOINTS } from './mcp.ts';
import { PICTURE_ENDPOINTS } from './pictures.ts';
import type { EndpointRow } from './row.ts';
import { SESSION_ENDPOINTS } from './sessions.ts';
import { TRUST_ENDPOINTS } from './trust.ts';

export const ENDPOINTS = {
  ...SESSION_ENDPOINTS,
  ...INVITE_ENDPOINTS,
  ...FRIEND_ENDPOINTS,
  ...AGENT_INVITE_ENDPOINTS,
  ...INCOMING_WEBHOOK_ENDPOINTS,
  ...FILE_ENDPOINTS,
  ...PICTURE_ENDPOINTS,
  ...BACKUP_ENDPOINTS,
  ...IMPORT_ENDPOINTS,
  ...AUDIT_ENDPOINTS,
  ...EXPORT_ENDPOINTS,
  ...MCP_ENDPOINTS,
  ...HOME_ENDPOINTS,
  ...TRUST_ENDPOINTS,
} as const satisfies Record<string, EndpointRow>;

export type EndpointName = keyof typeof ENDPOINTS;
export type EndpointRequest<E extends EndpointName> = z.infer<(typeof ENDPOINTS)[E]['request']>;

export function isEndpointName(name: string): name is EndpointName {
  return Object.hasOwn(ENDPOINTS, name);
}
