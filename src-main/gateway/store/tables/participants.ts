import { ImportSource } from '../../../../src-shared/imports.ts';
import { AgentType, Role, Scope, type Participant } from '../../../../src-shared/objects.ts';
import { Hue } from '../../../../src-shared/profile.ts';
import { flag, json, nullable, oneOf, table, text, time, type RowOf } from './table.ts';

/** People and agents in one table: the columns of the other kind are null. */
export const participants = table({
  id: text(),
  kind: text<Participant['kind']>(),
  name: text(),
  role: nullable(oneOf(Role)),
  scope: nullable(oneOf(Scope)),
  type: nullable(oneOf(AgentType)),
  owner_id: nullable(text()),
  capabilities: nullable(json()),
  created_at: time(),
  revoked_at: nullable(time()),
  /** The key an agent was made with; null for agents from before that was kept. */
  key_id: nullable(text()),
  color: nullable(oneOf(Hue)),
  /** The SHA-256 of a content among the files'. */
  picture: nullable(text()),
  /** Status. */
  status: nullable(json()),
  time_zone: nullable(text()),
  /** Of agents only, as is `removed_at`. */
  description: nullable(text()),
  removed_at: nullable(time()),
  /** 0: this person's read positions are hidden from others. */
  tells_reads: flag(),
  /** The look of the name (look-alike.ts). */
  name_key: nullable(text()),
  name_fold: nullable(text()),
  /** EarlierName[]; null for none. */
  earlier_names: nullable(json()),
  /** 1: an agent that belonged to a room, or wrote or made something. */
  has_traces: flag(),
  /** Of agents: no client is sent it any more. */
  forgotten_at: nullable(time()),
  /** Return[]; null for none. Of people only. */
  returns: nullable(json()),
  /** The program that it was imported from. */
  imported: nullable(oneOf(ImportSource)),
});
export type ParticipantRow = RowOf<typeof participants>;

export const notifyPreferences = table({ participant_id: text(), preferences: json() });
export type NotifyPreferencesRow = RowOf<typeof notifyPreferences>;

/** Sidebar. */
export const sidebars = table({ participant_id: text(), sidebar: json() });
export type SidebarRow = RowOf<typeof sidebars>;
