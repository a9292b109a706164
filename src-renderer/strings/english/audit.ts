import type { AuditKind } from '../../../src-shared/audit-kinds.ts';
import type { AuditEntrance, AuditTopic } from '../../../src-shared/audit.ts';
import { pluralOf } from '../plural.ts';
import { entranceWords } from './devices.ts';

const plural = pluralOf('en');

/** `about`: a name, or empty. */
type Sentence = (who: string, about: string) => string;

const topics: Record<AuditTopic, string> = {
  sign_in: 'Sign-ins',
  devices: 'Devices',
  people: 'People and roles',
  invites: 'Invites',
  keys: 'Keys',
  agents: 'Agents',
  rooms: 'Rooms',
  sharing: 'Sharing',
  settings: 'Settings',
  backups: 'Backups',
  log: 'Audit log',
};

const aPerson = (about: string): string => about || 'a former participant';
const anAgent = (about: string): string => (about ? `the agent ${about}` : 'a former agent');
const aRoom = (about: string): string => (about ? `the room ${about}` : 'a private room');
const anInvite = (about: string): string => (about ? `the invite for ${about}` : 'an invite for anyone');
const aKey = (about: string): string => (about ? `the key “${about}”` : 'a key');

const did: Record<AuditKind, Sentence> = {
  sign_in: (who) => `${who} signed in`,
  sign_in_as_tailnet_user: (who) => `${who} signed in as the user of the tailnet`,
  redeem_invite: (who, about) => `${who} joined with ${anInvite(about)}`,
  join_as_program: (who, about) => `A program of ${who} joined with ${anInvite(about)}`,
  sign_out: (who) => `${who} signed out`,
  failed_sign_in: () => 'A sign-in failed',
  failed_invite: () => 'An invalid invite was used',
  failed_key: () => 'An invalid key was used',
  add_provider: (who) => `${who} added a model provider`,
  update_provider: (who) => `${who} changed a model provider`,
  remove_provider: (who) => `${who} removed a model provider`,
  add_device: (who) => `${who} made a code for another device`,
  end_session: (who, about) => `${who} signed out a device of ${aPerson(about)}`,
  end_other_sessions: (who) => `${who} signed out all their other devices`,
  create_invite: (who) => `${who} made an invite`,
  update_invite: (who, about) => `${who} changed ${anInvite(about)}`,
  renew_invite: (who, about) => `${who} made a new link for ${anInvite(about)}`,
  revoke_invite: (who, about) => `${who} withdrew ${anInvite(about)}`,
  reinvite: (who, about) => `${who} made a new link for ${aPerson(about)}`,
  confirm_invite: (who, about) => `${who} confirmed ${anInvite(about)}`,
  update_access: (who, about) => `${who} changed the access of ${aPerson(about)}`,
  revoke_access: (who, about) => `${who} ended the access of ${aPerson(about)}`,
  set_person_note: (who, about) => `${who} changed the note about ${aPerson(about)}`,
  write_note: (who, about) => `${who} changed the note about ${aPerson(about)}`,
  clear_profile: (who, about) => `${who} cleared the profile of ${aPerson(about)}`,
  create_key: (who) => `${who} made a key`,
  update_key: (who, about) => `${who} changed ${aKey(about)}`,
  rotate_key: (who, about) => `${who} gave ${aKey(about)} a new secret`,
  revoke_key: (who, about) => `${who} revoked ${aKey(about)}`,
  create_agent_invite: (who) => `${who} invited an agent`,
  redeem_agent_invite: () => 'An agent used its invite',
  collect_agent_key: () => 'An agent got its key',
  approve_agent_invite: (who) => `${who} approved an agent`,
  refuse_agent_invite: (who) => `${who} refused an agent`,
  revoke_agent_invite: (who) => `${who} withdrew the invite for an agent`,
  update_agent: (who, about) => `${who} changed ${anAgent(about)}`,
  remove_agent: (who, about) => `${who} removed ${anAgent(about)}`,
  remove_agents: (who, about) => `${who} removed all agents of ${aKey(about)}`,
  readmit_agent: (who, about) => `${who} admitted ${anAgent(about)} again`,
  update_room: (who, about) => `${who} changed ${aRoom(about)}`,
  archive_room: (who, about) => `${who} moved ${aRoom(about)}`,
  subscribe: (who, about) => `${who} made a webhook for ${aRoom(about)}`,
  unsubscribe: (who) => `${who} deleted a webhook`,
  delete_room: (who, about) => `${who} deleted ${aRoom(about)}`,
  set_sharing: (who) => `${who} changed sharing on the network`,
  set_certificate: (who) => `${who} changed the certificate of the network`,
  open_entrance: (who) => `${who} opened an entrance`,
  reopen_entrance: (who) => `${who} opened an entrance again`,
  close_entrance: (who) => `${who} closed an entrance`,
  set_clawchat: (who) => `${who} changed the access of ClawChat programs`,
  setup_home: (who) => `${who} set up this Lanai`,
  update_home: (who) => `${who} changed the settings`,
  set_retention: (who) => `${who} changed how long messages stay`,
  set_limits: (who) => `${who} changed the limits`,
  back_up: (who) => `${who} started a backup`,
  plan_backups: (who) => `${who} changed the backup plan`,
  delete_backup: (who) => `${who} deleted a backup`,
  restore_backup: (who) => `${who} restored a backup`,
  add_backup: (who) => `${who} added a backup`,
  fetch_backup: (who) => `${who} downloaded a backup`,
  export_audit: (who) => `${who} downloaded the audit log`,
  set_audit_retention: (who) => `${who} changed how long the audit log is kept`,
};

const entrance: Record<AuditEntrance, string> = { ...entranceWords, agents: 'over the connection for agents', porter: 'by asking Porter' };

export const auditWords = {
  lead: 'Sign-ins, and changes of people, keys, sharing and settings. It has no messages, links or secrets.',
  topic: 'Topic',
  everything: 'Everything',
  topics,
  by: 'Participant',
  everyone: 'Everyone',
  formats: { csv: 'CSV', jsonl: 'JSON' },
  downloadAs: (format: string) => `Download as ${format}`,
  list: 'Entries of the audit log',
  loading: 'Loading the audit log',
  failed: (error: string) => `The audit log could not be loaded. ${error}`,
  none: 'No entries',
  noneText: 'No entry matches the filter.',
  more: 'Show older entries',
  someone: 'Someone',
  /** An agent, with the label of its key. */
  withKey: (who: string, key: string) => `${who} (key “${key}”)`,
  did,
  /** An entry that this version of the app does not know. */
  other: (who: string, kind: string) => `${who}: ${kind}`,
  entrance,
  /** `address`: an IP address. */
  from: (address: string) => `from ${address}`,
  times: (count: number, last: string) => plural(count, { one: `# time, last ${last}`, other: `# times, last ${last}` }),
  facts: {
    role: (role: string) => `role: ${role}`,
    name: (name: string) => `name: ${name}`,
    label: (label: string) => `label: ${label}`,
    rights: (rights: string) => `rights: ${rights}`,
    room_ids: (count: number) => plural(count, { one: 'only # room', other: 'only # rooms' }),
    everyRoom: 'every room',
    max_uses: (count: number) => plural(count, { one: '# use', other: '# uses' }),
    validDays: (count: number) => plural(count, { one: 'valid for # day', other: 'valid for # days' }),
    validHours: (count: number) => plural(count, { one: 'valid for # hour', other: 'valid for # hours' }),
    revoke_key: 'with its key',
    needs_approval: 'with approval',
    addresses: (addresses: string) => (addresses ? `addresses: ${addresses}` : 'not shared'),
    way: (way: string) => way,
    on: 'on',
    off: 'off',
    previewsOn: 'link previews on',
    previewsOff: 'link previews off',
    madePublic: 'public from then on',
    madePrivate: 'private from then on',
    archived: 'into the archive',
    restored: 'back from the archive',
    mentions: (reach: string) => `mentions: ${reach}`,
    days: (count: number) => plural(count, { one: '# day', other: '# days' }),
    forever: 'forever',
    reason: {
      unauthorized: 'an invalid or used link or code',
      invite_invalid: 'an unknown invite',
      invite_withdrawn: 'a withdrawn invite',
      invite_used: 'a used invite',
      invite_expired: 'an expired invite',
      invite_unconfirmed: 'an invite that is not confirmed',
    },
  },
  keep: 'Keep entries',
  keepLead: 'Older entries are deleted. At most 20,000 are kept.',
};
