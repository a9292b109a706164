import type { Hue } from '../../../src-shared/profile.ts';

/** People and agents in one table: the columns of the other kind are null. */
export interface ParticipantRow {
  id: string;
  kind: 'person' | 'agent';
  name: string;
  role: 'owner' | 'admin' | 'member' | 'guest' | null;
  scope: 'home' | 'rooms' | null;
  type: 'connected' | 'built-in' | null;
  owner_id: string | null;
  capabilities: string | null;
  created_at: number;
  revoked_at: number | null;
  /** The key an agent was made with; null for agents from before that was kept. */
  key_id: string | null;
  color: Hue | null;
  /** The SHA-256 of a content among the files'. */
  picture: string | null;
  /** JSON: Status. */
  status: string | null;
  time_zone: string | null;
  /** Of agents only, as is `removed_at`. */
  description: string | null;
  removed_at: number | null;
  /** 1: an agent that belonged to a room, or wrote or made something. */
  has_traces: number;
  /** Of agents: no client is sent it any more. */
  forgotten_at: number | null;
  /** 0: others are not told how far this person has read. */
  tells_reads: number;
  /** The look of the name (look-alike.ts). */
  name_key: string | null;
  name_fold: string | null;
  /** JSON: EarlierName[]; null for none. */
  earlier_names: string | null;
  /** JSON: Return[]; null for none. Of people only. */
  returns: string | null;
}
