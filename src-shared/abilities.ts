// The abilities of each role, for the table in the settings. The server decides by the same rules (permissions.ts), asked for each
// role; the rights are those of the rows of the commands. Tests compare both with a running server.
import type { CommandName } from './commands/index.ts';
import { ORDINARY_RIGHTS, type Right } from './keys.ts';
import type { Role } from './objects.ts';
import * as rules from './permissions.ts';

/** `agent`: with an ordinary key. */
export type AbilityColumn = Role | 'agent';

interface AbilityRow {
  /** That of its commands. */
  readonly right: Right;
  /** Left out: every other command with this right. */
  readonly commands?: readonly CommandName[];
  /** Left out: nothing but the right is asked for. */
  readonly rule?: (asker: rules.Asker) => boolean;
}

/** Of another person. */
const OTHER = { direct: false, created_by: null, member_ids: [] };

const ROWS = {
  read: { right: 'read' },
  post: { right: 'post' },
  coordinate: { right: 'coordinate' },
  delete_messages: {
    right: 'post',
    commands: ['delete_message'],
    rule: (asker) => rules.mayDeleteMessage(asker, { author_id: '' }, OTHER),
  },
  create_rooms: { right: 'create', commands: ['create_room', 'add_member'], rule: rules.mayCreateRooms },
  edit_rooms: {
    right: 'create',
    commands: ['update_room', 'archive_room', 'remove_member'],
    rule: (asker) => rules.mayEditRoom(asker, OTHER),
  },
  delete_rooms: {
    right: 'create',
    commands: ['delete_room', 'preview_room_deletion'],
    rule: (asker) => rules.mayDeleteRoom(asker, { ...OTHER, id: '' }),
  },
  own_account: {
    right: 'admin',
    commands: [
      ...(['update_profile', 'set_privacy', 'set_notify_level', 'set_notify_preferences'] as const),
      ...(['set_sidebar', 'create_section', 'update_section', 'delete_section', 'set_room_section', 'arrange_section'] as const),
      ...(['list_push_devices', 'subscribe_push', 'unsubscribe_push', 'test_push'] as const),
      ...(['list_sessions', 'add_device', 'end_session', 'end_other_sessions', 'list_keys', 'revoke_key', 'remove_agents'] as const),
    ],
  },
  people: {
    right: 'admin',
    commands: [
      ...(['list_people', 'update_access', 'revoke_access', 'clear_profile'] as const),
      ...(['create_invite', 'list_invites', 'update_invite', 'renew_invite', 'revoke_invite', 'reinvite'] as const),
    ],
    rule: (asker) => rules.mayManage(asker) && rules.mayReinvite(asker, { role: 'guest' }),
  },
  notes: {
    right: 'admin',
    commands: ['get_person_note', 'set_person_note'],
    rule: (asker) => rules.mayManage(asker) && rules.mayKeepNotes(asker, { id: '', role: 'guest' }),
  },
  notes_of_speakers: { right: 'notes', rule: (asker) => rules.mayKeepNotes(asker, { id: '', role: 'guest' }) },
  admins: { right: 'admin', commands: ['confirm_invite'], rule: (asker) => rules.mayGiveRole(asker, 'admin') },
  keys: {
    right: 'admin',
    commands: [
      ...(['create_key', 'update_key', 'rotate_key', 'get_limits', 'set_limits', 'create_agent_invite', 'list_agent_invites'] as const),
      ...(['approve_agent_invite', 'refuse_agent_invite', 'revoke_agent_invite', 'create_agent', 'draft_agent'] as const),
      ...(['list_agent_use', 'limit_agents_in_room', 'limit_agents_for_person'] as const),
    ],
    rule: rules.mayManage,
  },
  agents: {
    right: 'admin',
    commands: [
      ...(['update_agent', 'agent_access', 'remove_agent', 'readmit_agent'] as const),
      ...(['get_agent_settings', 'update_agent_settings', 'set_agent_wake', 'list_agent_turns'] as const),
      ...(['get_agent_start', 'set_agent_start', 'try_agent_start'] as const),
    ],
    rule: (asker) => rules.mayManageAgent(asker, { owner_id: '' }, null),
  },
  sharing: {
    right: 'admin',
    commands: ['get_sharing', 'set_sharing', 'set_certificate', 'open_entrance', 'reopen_entrance', 'close_entrance', 'get_clawchat'],
    rule: rules.mayManage,
  },
  models: {
    right: 'admin',
    commands: [
      ...(['list_providers', 'add_provider', 'update_provider', 'remove_provider'] as const),
      ...(['find_providers', 'list_models', 'try_model'] as const),
    ],
    rule: rules.mayManage,
  },
  tool_servers: {
    right: 'admin',
    commands: [
      ...(['list_tool_servers', 'add_tool_server', 'update_tool_server', 'remove_tool_server'] as const),
      ...(['list_server_tools', 'set_agent_tools'] as const),
    ],
    rule: rules.mayManage,
  },
  incoming_webhooks: {
    right: 'admin',
    commands: [
      ...(['create_incoming_webhook', 'list_incoming_webhooks', 'update_incoming_webhook'] as const),
      ...(['renew_incoming_webhook', 'test_incoming_webhook', 'delete_incoming_webhook'] as const),
    ],
    rule: rules.mayManage,
  },
  programs: {
    right: 'admin',
    commands: ['find_programs', 'try_program', 'prepare_sign_in'],
    rule: rules.isOwner,
  },
  home: {
    right: 'admin',
    commands: [
      ...(['update_home', 'home_storage', 'list_backups', 'back_up', 'list_audit'] as const),
      ...(['list_imports', 'get_import', 'start_import', 'cancel_import', 'delete_import'] as const),
    ],
    rule: rules.mayManage,
  },
  owner: {
    right: 'admin',
    commands: [
      ...(['setup_home', 'set_retention', 'preview_retention', 'set_audit_retention', 'diagnose'] as const),
      ...(['plan_backups', 'encrypt_backups', 'delete_backup', 'restore_backup', 'set_clawchat', 'erase_person'] as const),
    ],
    rule: rules.isOwner,
  },
} as const satisfies Record<string, AbilityRow>;

export type Ability = keyof typeof ROWS;

export const ABILITIES: Readonly<Record<Ability, AbilityRow>> = ROWS;

/** The abilities that one reads about together. */
export const ABILITY_GROUPS = {
  rooms: ['read', 'post', 'coordinate', 'create_rooms', 'edit_rooms', 'delete_rooms', 'delete_messages'],
  people: ['own_account', 'people', 'notes', 'notes_of_speakers', 'admins', 'agents', 'keys'],
  home: ['sharing', 'models', 'tool_servers', 'incoming_webhooks', 'programs', 'home', 'owner'],
} as const satisfies Record<string, readonly Ability[]>;

export type AbilityGroup = keyof typeof ABILITY_GROUPS;

export const ABILITY_COLUMNS = ['owner', 'admin', 'member', 'guest', 'agent'] as const satisfies readonly AbilityColumn[];

/** An agent has the role of its owner, but is no guest. */
const AGENT: rules.Asker = { id: 'x', role: 'member', rights: new Set(ORDINARY_RIGHTS) };

export function isAbleTo(column: AbilityColumn, ability: Ability): boolean {
  const { right, rule } = ABILITIES[ability];
  const asker: rules.Asker = column === 'agent' ? AGENT : { id: 'x', role: column };
  return (asker.rights === undefined || asker.rights.has(right)) && (rule?.(asker) ?? true);
}
