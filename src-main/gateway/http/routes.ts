// The REST API: which address is which command. Parameters of a path have the names of the request's fields; the other
// fields come from the query of a GET and from the JSON body of a write.
import type * as z from 'zod/mini';
import { COMMANDS, type CommandName } from '../../../src-shared/commands.ts';

export interface Route {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  command: CommandName;
  /** Fields that the address itself says. */
  says?: Readonly<Record<string, boolean>>;
}

const ROOM = '/api/rooms/:room_id';
const MESSAGE = `${ROOM}/messages/:message_id`;

export const ROUTES: readonly Route[] = [
  { method: 'GET', path: '/api/rooms', command: 'list_rooms' },
  { method: 'POST', path: '/api/rooms', command: 'create_room' },
  { method: 'GET', path: ROOM, command: 'room_info' },
  { method: 'PATCH', path: ROOM, command: 'update_room' },
  { method: 'GET', path: `${ROOM}/tip`, command: 'room_tip' },
  { method: 'PUT', path: `${ROOM}/archive`, command: 'archive_room', says: { archived: true } },
  { method: 'DELETE', path: `${ROOM}/archive`, command: 'archive_room', says: { archived: false } },
  { method: 'PUT', path: `${ROOM}/members/:participant_id`, command: 'add_member' },
  { method: 'DELETE', path: `${ROOM}/members/:participant_id`, command: 'remove_member' },
  { method: 'PUT', path: `${ROOM}/typing`, command: 'set_typing', says: { typing: true } },
  { method: 'DELETE', path: `${ROOM}/typing`, command: 'set_typing', says: { typing: false } },
  { method: 'PUT', path: `${ROOM}/read`, command: 'mark_read' },
  { method: 'PUT', path: `${ROOM}/unread`, command: 'mark_unread' },
  { method: 'GET', path: `${ROOM}/reads`, command: 'list_reads' },
  { method: 'PUT', path: `${ROOM}/notifications`, command: 'set_notify_level' },

  { method: 'GET', path: `${ROOM}/messages`, command: 'get_history' },
  { method: 'POST', path: `${ROOM}/messages`, command: 'send_message' },
  { method: 'PATCH', path: MESSAGE, command: 'edit_message' },
  { method: 'DELETE', path: MESSAGE, command: 'delete_message' },
  { method: 'GET', path: `${MESSAGE}/edits`, command: 'list_edits' },
  { method: 'PUT', path: `${MESSAGE}/reactions/:emoji`, command: 'react', says: { on: true } },
  { method: 'DELETE', path: `${MESSAGE}/reactions/:emoji`, command: 'react', says: { on: false } },

  { method: 'GET', path: '/api/search', command: 'search' },

  { method: 'POST', path: `${ROOM}/thoughts`, command: 'thinking' },
  { method: 'GET', path: `${ROOM}/votes`, command: 'list_votes' },
  { method: 'POST', path: `${ROOM}/votes`, command: 'create_vote' },
  { method: 'GET', path: '/api/votes/:vote_id', command: 'get_vote_status' },
  { method: 'PUT', path: '/api/votes/:vote_id/ballot', command: 'cast_vote' },
  { method: 'POST', path: `${ROOM}/election`, command: 'elect_leader' },
  { method: 'DELETE', path: `${ROOM}/election/candidates/me`, command: 'decline_election' },
  { method: 'GET', path: `${ROOM}/tasks`, command: 'list_tasks' },
  { method: 'POST', path: `${ROOM}/tasks`, command: 'assign_task' },
  { method: 'PATCH', path: '/api/tasks/:task_id', command: 'update_task' },

  { method: 'GET', path: `${ROOM}/files`, command: 'list_files' },
  { method: 'DELETE', path: '/api/files/:file_id', command: 'remove_file' },
  { method: 'POST', path: `${ROOM}/webhooks`, command: 'subscribe' },
  { method: 'GET', path: '/api/webhooks', command: 'list_subscriptions' },
  { method: 'DELETE', path: '/api/webhooks/:subscription_id', command: 'unsubscribe' },
  { method: 'POST', path: '/api/webhooks/:subscription_id/enable', command: 'enable_subscription' },

  { method: 'POST', path: '/api/directs', command: 'open_direct' },
  { method: 'GET', path: '/api/agents', command: 'list_agents' },
  { method: 'PUT', path: '/api/presence', command: 'set_presence' },
  { method: 'PATCH', path: '/api/agents/:participant_id', command: 'update_agent' },
  { method: 'POST', path: '/api/agents/:participant_id/removal', command: 'remove_agent' },
  { method: 'GET', path: '/api/agents/:participant_id/access', command: 'agent_access' },
  { method: 'POST', path: '/api/agents/:participant_id/access', command: 'readmit_agent' },
  { method: 'PATCH', path: '/api/profile', command: 'update_profile' },
  { method: 'DELETE', path: '/api/people/:participant_id/profile', command: 'clear_profile' },
  { method: 'PUT', path: '/api/privacy', command: 'set_privacy' },
  { method: 'PATCH', path: '/api/notifications', command: 'set_notify_preferences' },
  { method: 'POST', path: '/api/setup', command: 'setup_home' },
  { method: 'PATCH', path: '/api/home', command: 'update_home' },

  { method: 'GET', path: '/api/people', command: 'list_people' },
  { method: 'POST', path: '/api/people/:participant_id/reinvite', command: 'reinvite' },
  { method: 'DELETE', path: '/api/people/:participant_id/access', command: 'revoke_access' },
  { method: 'GET', path: '/api/invites', command: 'list_invites' },
  { method: 'POST', path: '/api/invites', command: 'create_invite' },
  { method: 'DELETE', path: '/api/invites/:invite_id', command: 'revoke_invite' },
  { method: 'PUT', path: '/api/invites/:invite_id/confirmation', command: 'confirm_invite' },
  { method: 'GET', path: '/api/sessions', command: 'list_sessions' },
  { method: 'DELETE', path: '/api/sessions', command: 'end_other_sessions' },
  { method: 'DELETE', path: '/api/sessions/:session_id', command: 'end_session' },
  { method: 'GET', path: '/api/keys', command: 'list_keys' },
  { method: 'POST', path: '/api/keys', command: 'create_key' },
  { method: 'PATCH', path: '/api/keys/:key_id', command: 'update_key' },
  { method: 'POST', path: '/api/keys/:key_id/secret', command: 'rotate_key' },
  { method: 'DELETE', path: '/api/keys/:key_id', command: 'revoke_key' },
  { method: 'POST', path: '/api/keys/:key_id/agents/removal', command: 'remove_agents' },
  { method: 'GET', path: '/api/limits', command: 'get_limits' },
  { method: 'PATCH', path: '/api/limits', command: 'set_limits' },
  { method: 'GET', path: '/api/sharing', command: 'get_sharing' },
  { method: 'PUT', path: '/api/sharing', command: 'set_sharing' },
  { method: 'GET', path: '/api/clawchat', command: 'get_clawchat' },
  { method: 'PUT', path: '/api/clawchat', command: 'set_clawchat' },

  { method: 'GET', path: '/api/storage', command: 'home_storage' },
  { method: 'GET', path: '/api/backups', command: 'list_backups' },
  { method: 'POST', path: '/api/backups', command: 'back_up' },
  { method: 'PUT', path: '/api/backups/plan', command: 'plan_backups' },
  { method: 'DELETE', path: '/api/backups/:name', command: 'delete_backup' },
  { method: 'POST', path: '/api/backups/:name/restore', command: 'restore_backup' },
  { method: 'GET', path: '/api/retention/preview', command: 'preview_retention' },
  { method: 'PUT', path: '/api/retention', command: 'set_retention' },
  { method: 'GET', path: '/api/diagnosis', command: 'diagnose' },
];

/** Commands without an address, and why. */
export const NOT_ROUTED: Readonly<Partial<Record<CommandName, string>>> = {
  join_room: 'Being present in a room lasts as long as a connection. To belong to a room: PUT /api/rooms/{room_id}/members/me.',
  decision: 'Only a leader decides, and leading lasts as long as the connection with which it has the room open.',
  leave_room: 'As join_room. To leave for good: DELETE /api/rooms/{room_id}/members/me.',
};

/** Stands for the one who asks, where a path names a participant. */
export const ME = 'me';

export function pathParameters({ path }: Pick<Route, 'path'>): string[] {
  return [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => name);
}

/** The request's fields and what each takes. */
export function requestShape({ command }: Pick<Route, 'command'>): Readonly<Record<string, z.core.$ZodType>> {
  return COMMANDS[command].request.shape;
}

/** The request's fields that neither the path nor the address's meaning gives. */
export function openFields(route: Route): string[] {
  const given = new Set([...pathParameters(route), ...Object.keys(route.says ?? {})]);
  return Object.keys(requestShape(route)).filter((field) => !given.has(field));
}

export function takesBody(route: Route): boolean {
  return route.method !== 'GET' && openFields(route).length > 0;
}

/** Besides those that say so in their name. */
const CREATING: ReadonlySet<CommandName> = new Set<CommandName>(['send_message', 'reinvite', 'thinking', 'assign_task', 'subscribe']);

/** Something new came to be at an address of its own. */
export function successStatus({ method, command }: Route): 200 | 201 {
  return method === 'POST' && (command.startsWith('create_') || CREATING.has(command)) ? 201 : 200;
}
