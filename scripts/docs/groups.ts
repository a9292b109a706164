// The commands and the endpoints by their nouns, in the order in which one reads about them.
import { AGENT_COMMANDS } from '../../src-shared/commands/agents.ts';
import { APPROVAL_COMMANDS } from '../../src-shared/commands/approvals.ts';
import { AUDIT_COMMANDS } from '../../src-shared/commands/audit.ts';
import { BACKUP_COMMANDS } from '../../src-shared/commands/backups.ts';
import { EXPORT_COMMANDS } from '../../src-shared/commands/exports.ts';
import { IMPORT_COMMANDS } from '../../src-shared/commands/imports.ts';
import { FILE_COMMANDS } from '../../src-shared/commands/files.ts';
import { HOME_COMMANDS } from '../../src-shared/commands/home.ts';
import { FORWARD_COMMANDS } from '../../src-shared/commands/forward.ts';
import { AGENT_INVITE_COMMANDS } from '../../src-shared/commands/agent-invites.ts';
import { AGENT_START_COMMANDS } from '../../src-shared/commands/agent-starts.ts';
import { HOSTED_AGENT_COMMANDS } from '../../src-shared/commands/hosted-agents.ts';
import { INCOMING_WEBHOOK_COMMANDS } from '../../src-shared/commands/incoming-webhooks.ts';
import { INVITE_COMMANDS } from '../../src-shared/commands/invites.ts';
import { KEY_COMMANDS } from '../../src-shared/commands/keys.ts';
import { LEADER_COMMANDS } from '../../src-shared/commands/leaders.ts';
import { LIMIT_COMMANDS } from '../../src-shared/commands/limits.ts';
import { MESSAGE_COMMANDS } from '../../src-shared/commands/messages.ts';
import { NOTIFICATION_COMMANDS } from '../../src-shared/commands/notifications.ts';
import { PROVIDER_COMMANDS } from '../../src-shared/commands/providers.ts';
import { TOOL_SERVER_COMMANDS } from '../../src-shared/commands/tool-servers.ts';
import { PUSH_COMMANDS } from '../../src-shared/commands/push.ts';
import { PEOPLE_COMMANDS } from '../../src-shared/commands/people.ts';
import { PRESENCE_COMMANDS } from '../../src-shared/commands/presence.ts';
import { READING_COMMANDS } from '../../src-shared/commands/reading.ts';
import { ROOM_COMMANDS } from '../../src-shared/commands/rooms.ts';
import type { CommandRow } from '../../src-shared/commands/row.ts';
import { SAVED_COMMANDS } from '../../src-shared/commands/saved.ts';
import { SCHEDULED_COMMANDS } from '../../src-shared/commands/scheduled.ts';
import { PIN_COMMANDS } from '../../src-shared/commands/pins.ts';
import { ROOM_PAGE_COMMANDS } from '../../src-shared/commands/room-pages.ts';
import { PERSON_NOTE_COMMANDS } from '../../src-shared/commands/person-notes.ts';
import { PREVIEW_COMMANDS } from '../../src-shared/commands/previews.ts';
import { SEARCH_COMMANDS } from '../../src-shared/commands/search.ts';
import { SESSION_COMMANDS } from '../../src-shared/commands/sessions.ts';
import { SHARING_COMMANDS } from '../../src-shared/commands/sharing.ts';
import { SIDEBAR_COMMANDS } from '../../src-shared/commands/sidebar.ts';
import { STREAM_COMMANDS } from '../../src-shared/commands/streams.ts';
import { TASK_COMMANDS } from '../../src-shared/commands/tasks.ts';
import { THREAD_COMMANDS } from '../../src-shared/commands/threads.ts';
import { VOTE_COMMANDS } from '../../src-shared/commands/votes.ts';
import { WEBHOOK_COMMANDS } from '../../src-shared/commands/webhooks.ts';
import { AUDIT_ENDPOINTS } from '../../src-shared/endpoints/audit.ts';
import { BACKUP_ENDPOINTS } from '../../src-shared/endpoints/backups.ts';
import { EXPORT_ENDPOINTS } from '../../src-shared/endpoints/exports.ts';
import { IMPORT_ENDPOINTS } from '../../src-shared/endpoints/imports.ts';
import { FILE_ENDPOINTS } from '../../src-shared/endpoints/files.ts';
import { FRIEND_ENDPOINTS } from '../../src-shared/endpoints/friends.ts';
import { HOME_ENDPOINTS } from '../../src-shared/endpoints/home.ts';
import { AGENT_INVITE_ENDPOINTS } from '../../src-shared/endpoints/agent-invites.ts';
import { INCOMING_WEBHOOK_ENDPOINTS } from '../../src-shared/endpoints/incoming-webhooks.ts';
import { INVITE_ENDPOINTS } from '../../src-shared/endpoints/invites.ts';
import { MCP_ENDPOINTS } from '../../src-shared/endpoints/mcp.ts';
import { PICTURE_ENDPOINTS } from '../../src-shared/endpoints/pictures.ts';
import type { EndpointRow } from '../../src-shared/endpoints/row.ts';
import { SESSION_ENDPOINTS } from '../../src-shared/endpoints/sessions.ts';
import { TRUST_ENDPOINTS } from '../../src-shared/endpoints/trust.ts';
import { APPROVAL_EVENTS } from '../../src-shared/events/approvals.ts';
import { COORDINATION_EVENTS } from '../../src-shared/events/coordination.ts';
import { HOME_EVENTS } from '../../src-shared/events/home.ts';
import { MESSAGE_EVENTS } from '../../src-shared/events/messages.ts';
import { ROOM_EVENTS } from '../../src-shared/events/rooms.ts';
import type { EventRow } from '../../src-shared/events/row.ts';
import { STREAM_EVENTS } from '../../src-shared/events/streams.ts';
import { SCHEDULED_EVENTS } from '../../src-shared/events/scheduled.ts';

type Groups<Row> = Readonly<Record<string, Readonly<Record<string, Row>>>>;

export const COMMAND_GROUPS: Groups<CommandRow> = {
  Rooms: ROOM_COMMANDS,
  Presence: PRESENCE_COMMANDS,
  Messages: { ...MESSAGE_COMMANDS, ...FORWARD_COMMANDS },
  Streams: STREAM_COMMANDS,
  Scheduling: SCHEDULED_COMMANDS,
  Threads: THREAD_COMMANDS,
  Saved: SAVED_COMMANDS,
  Pins: PIN_COMMANDS,
  Pages: ROOM_PAGE_COMMANDS,
  Previews: PREVIEW_COMMANDS,
  Reading: READING_COMMANDS,
  Search: SEARCH_COMMANDS,
  Files: FILE_COMMANDS,
  Approvals: APPROVAL_COMMANDS,
  Votes: VOTE_COMMANDS,
  Leaders: LEADER_COMMANDS,
  Tasks: TASK_COMMANDS,
  Webhooks: { ...WEBHOOK_COMMANDS, ...INCOMING_WEBHOOK_COMMANDS },
  Notifications: { ...NOTIFICATION_COMMANDS, ...PUSH_COMMANDS },
  Sidebar: SIDEBAR_COMMANDS,
  People: { ...PEOPLE_COMMANDS, ...PERSON_NOTE_COMMANDS },
  Agents: { ...AGENT_COMMANDS, ...HOSTED_AGENT_COMMANDS, ...AGENT_START_COMMANDS },
  Invites: { ...INVITE_COMMANDS, ...AGENT_INVITE_COMMANDS },
  Models: PROVIDER_COMMANDS,
  Tools: TOOL_SERVER_COMMANDS,
  Sessions: SESSION_COMMANDS,
  Keys: KEY_COMMANDS,
  Limits: LIMIT_COMMANDS,
  Sharing: SHARING_COMMANDS,
  Audit: AUDIT_COMMANDS,
  Home: HOME_COMMANDS,
  Backups: BACKUP_COMMANDS,
  Exports: EXPORT_COMMANDS,
  Imports: IMPORT_COMMANDS,
};

export const ENDPOINT_GROUPS: Groups<EndpointRow> = {
  Sessions: SESSION_ENDPOINTS,
  Invites: { ...INVITE_ENDPOINTS, ...AGENT_INVITE_ENDPOINTS },
  Friends: FRIEND_ENDPOINTS,
  MCP: MCP_ENDPOINTS,
  Webhooks: INCOMING_WEBHOOK_ENDPOINTS,
  Files: FILE_ENDPOINTS,
  Pictures: PICTURE_ENDPOINTS,
  Backups: BACKUP_ENDPOINTS,
  Exports: EXPORT_ENDPOINTS,
  Imports: IMPORT_ENDPOINTS,
  Audit: AUDIT_ENDPOINTS,
  Certificates: TRUST_ENDPOINTS,
  Home: HOME_ENDPOINTS,
};

export const EVENT_GROUPS: Groups<EventRow> = {
  Home: HOME_EVENTS,
  Rooms: ROOM_EVENTS,
  Messages: MESSAGE_EVENTS,
  Streams: STREAM_EVENTS,
  Scheduling: SCHEDULED_EVENTS,
  Approvals: APPROVAL_EVENTS,
  'Votes, leaders and tasks': COORDINATION_EVENTS,
};
