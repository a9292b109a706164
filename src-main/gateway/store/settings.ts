// The settings of the server: one row for each that was changed, with its value as JSON. This list is all of them, with their
// schemas and defaults. The home's id, name and time of setup are no settings: they say which home it is, and a restore takes them
// from the backup, while every setting stays as it is (backup/credentials.ts).
import * as z from 'zod/mini';
import { EntranceWay } from '../../../src-shared/entrance-way.ts';
import { CertificateWay } from '../../../src-shared/entrances.ts';
import { Limits } from '../../../src-shared/keys.ts';
import { AUDIT_DAYS_DEFAULT, BACKUPS_KEPT_DEFAULT } from '../../../src-shared/limits.ts';
import { BackupPlan } from '../../../src-shared/maintenance.ts';
import { MentionsReach } from '../../../src-shared/objects.ts';
import { StoredToolServer } from '../../../src-shared/tool-servers.ts';

interface Setting<Schema extends z.ZodMiniType> {
  schema: Schema;
  /** The value before it was first changed. */
  first: z.output<Schema>;
  /** The value of a row that is damaged. */
  damaged: z.output<Schema>;
}

function setting<Schema extends z.ZodMiniType>(
  schema: Schema,
  first: z.output<Schema>,
  damaged: z.output<Schema> = first,
): Setting<Schema> {
  return { schema, first, damaged };
}

export const SETTINGS = {
  /** The addresses of this machine on which the owner opened the home. Without an interface: chosen before that was stored. */
  shared_addresses: setting(z.array(z.object({ address: z.string(), interface: z.nullable(z.string()) })), []),
  /** The entrances from outside that were set up, at most one of each kind. */
  entrances: setting(z.array(z.object({ way: EntranceWay, is_on: z.boolean() })), []),
  /** The certificate of the shared addresses, and the fingerprint of the own authority that devices may trust; null before it was made. */
  certificate: setting(z.object({ way: CertificateWay, authority: z.nullable(z.string()) }), { way: { kind: 'off' }, authority: null }),
  /** The limits that were changed; the others are what the program says. */
  limits: setting(z.partial(Limits), {}),
  mentions_reach: setting(MentionsReach, 'members'),
  /** Whether the home listens at the second place for agents too, and the hash of the key that it placed there. */
  agent_listeners: setting(z.object({ is_on: z.boolean(), placed_hash: z.nullable(z.string()) }), { is_on: false, placed_hash: null }),
  backup_plan: setting(BackupPlan, { every: 'never', keep: BACKUPS_KEPT_DEFAULT }),
  /** Their key is in a file, so that no backup has it. Without the key no backup is made. Damage must not make them plain. */
  backups_encrypted: setting(z.boolean(), false, true),
  /** Null: messages stay for ever. */
  keep_days: setting(z.nullable(z.int()), null),
  /** How many days an entry of the audit log is kept. */
  audit_days: setting(z.int(), AUDIT_DAYS_DEFAULT),
  /** Whether the server reads the pages that messages link to. */
  link_previews: setting(z.boolean(), false),
  /** The servers of tools for agents. Their keys are in a file, so that no backup has them. */
  tool_servers: setting(z.array(StoredToolServer), []),
  /** The rate tiers of users of Agent Messenger’s protocol, by the id of the person. Left out: the first one. */
  messenger_tiers: setting(z.record(z.string(), z.enum(['free', 'pro', 'enterprise'])), {}),
  /** The closed links whose makers got a message from Porter, each with the id of its invite. */
  closed_links_said: setting(z.array(z.string()), []),
};

export type SettingName = keyof typeof SETTINGS;
export type SettingValue<K extends SettingName> = z.output<(typeof SETTINGS)[K]['schema']>;

/** The settings that open the home to others, or let it reach them. A backup of another home may not bring them. */
export const OPENING_SETTINGS = [
  'shared_addresses',
  'entrances',
  'certificate',
  'agent_listeners',
  'link_previews',
  'tool_servers',
] as const satisfies SettingName[];

/** The value of a row; null: there is none. */
export function settingOf<K extends SettingName>(name: K, json: string | null): SettingValue<K> {
  const { schema, first, damaged } = SETTINGS[name];
  const parsed = json === null ? null : schema.safeParse(valueOf(json));
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the schema and both values are of this setting
  return (parsed === null ? first : parsed.success ? parsed.data : damaged) as SettingValue<K>;
}

/** The row of a value. Throws for one that does not fit the schema. */
export function settingRow<K extends SettingName>(key: K, value: SettingValue<K>): { key: K; value: string } {
  return { key, value: JSON.stringify(SETTINGS[key].schema.parse(value)) };
}

export function isSetting(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}

function valueOf(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
