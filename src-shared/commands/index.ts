// Everything that a participant can ask for: one table of commands. The socket's frames, the REST API, the OpenAPI document,
// the types and docs/protocol.md all come from it. A new command is a row here and a handler in src-main/gateway/domain.
import type * as z from 'zod/mini';
import { AGENT_INVITE_COMMANDS } from './agent-invites.ts';
import { AGENT_COMMANDS } from './agents.ts';
import { APPROVAL_COMMANDS } from './approvals.ts';
import { AUDIT_COMMANDS } from './audit.ts';
import { BACKUP_COMMANDS } from './backups.ts';
import { EXPORT_COMMANDS } from './exports.ts';
import { FILE_COMMANDS } from './files.ts';
import { FORWARD_COMMANDS } from './forward.ts';
import { HOME_COMMANDS } from './home.ts';
import { AGENT_START_COMMANDS } from './agent-starts.ts';
import { HOSTED_AGENT_COMMANDS } from './hosted-agents.ts';
import { IMPORT_COMMANDS } from './imports.ts';
import { INCOMING_WEBHOOK_COMMANDS } from './incoming-webhooks.ts';
import { INVITE_COMMANDS } from './invites.ts';
import { KEY_COMMANDS } from './keys.ts';
import { LEADER_COMMANDS } from './leaders.ts';
import { LIMIT_COMMANDS } from './limits.ts';
import { MESSAGE_COMMANDS } from './messages.ts';
import { NOTIFICATION_COMMANDS } from './notifications.ts';
import { PEOPLE_COMMANDS } from './people.ts';
import { PRESENCE_COMMANDS } from './presence.ts';
import { READING_COMMANDS } from './reading.ts';
import { ROOM_COMMANDS } from './rooms.ts';
import { PIN_COMMANDS } from './pins.ts';
import { PERSON_NOTE_COMMANDS } from './person-notes.ts';
import { ROOM_PAGE_COMMANDS } from './room-pages.ts';
import { PREVIEW_COMMANDS } from './previews.ts';
import { PROVIDER_COMMANDS } from './providers.ts';
import { PUSH_COMMANDS } from './push.ts';
import type { CommandRow } from './row.ts';
import { SCHEDULED_COMMANDS } from './scheduled.ts';
import { SEARCH_COMMANDS } from './search.ts';
import { SESSION_COMMANDS } from './sessions.ts';
import { SHARING_COMMANDS } from './sharing.ts';
import { SAVED_COMMANDS } from './saved.ts';
import { SIDEBAR_COMMANDS } from './sidebar.ts';
import { STREAM_COMMANDS } from './streams.ts';
import { TASK_COMMANDS } from './tasks.ts';
import { THREAD_COMMANDS } from './threads.ts';
import { TOOL_SERVER_COMMANDS } from './tool-servers.ts';
import { VOTE_COMMANDS } from './votes.ts';
import { WEBHOOK_COMMANDS } from './webhooks.ts';

export const COMMANDS = {
  ...ROOM_COMMANDS,
  ...PRESENCE_COMMANDS,
  ...MESSAGE_COMMANDS,
  ...STREAM_COMMANDS,
  ...SCHEDULED_COMMANDS,
  ...FORWARD_COMMANDS,
  ...THREAD_COMMANDS,
  ...SAVED_COMMANDS,
  ...READING_COMMANDS,
  ...SEARCH_COMMANDS,
  ...FILE_COMMANDS,
  ...APPROVAL_COMMANDS,
  ...VOTE_COMMANDS,
  ...LEADER_COMMANDS,
  ...PIN_COMMANDS,
  ...ROOM_PAGE_COMMANDS,
  ...PERSON_NOTE_COMMANDS,
  ...PREVIEW_COMMANDS,
  ...TASK_COMMANDS,
  ...WEBHOOK_COMMANDS,
  ...INCOMING_WEBHOOK_COMMANDS,
  ...NOTIFICATION_COMMANDS,
  ...PUSH_COMMANDS,
  ...SIDEBAR_COMMANDS,
  ...PEOPLE_COMMANDS,
  ...AGENT_COMMANDS,
  ...HOSTED_AGENT_COMMANDS,
  ...AGENT_START_COMMANDS,
  ...INVITE_COMMANDS,
  ...AGENT_INVITE_COMMANDS,
  ...PROVIDER_COMMANDS,
  ...TOOL_SERVER_COMMANDS,
  ...SESSION_COMMANDS,
  ...KEY_COMMANDS,
  ...LIMIT_COMMANDS,
  ...SHARING_COMMANDS,
  ...AUDIT_COMMANDS,
  ...EXPORT_COMMANDS,
  ...HOME_COMMANDS,
  ...BACKUP_COMMANDS,
  ...IMPORT_COMMANDS,
} as const satisfies Record<string, CommandRow>;

export type CommandName = keyof typeof COMMANDS;
export type Request<C extends CommandName> = z.infer<(typeof COMMANDS)[C]['request']>;
/** A request as a caller writes it: fields with a default are optional. */
export type RequestInput<C extends CommandName> = z.input<(typeof COMMANDS)[C]['request']>;
export type Reply<C extends CommandName> = z.infer<(typeof COMMANDS)[C]['reply']>;

export function isCommandName(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}
