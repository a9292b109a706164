import { BackupEvery } from '../../../../src-shared/maintenance.ts';
import { MentionsReach } from '../../../../src-shared/objects.ts';
import { integer, json, nullable, oneOf, real, table, text, time, type RowOf } from './table.ts';

/** One row: the home itself. */
export const home = table({
  id: text(),
  name: text(),
  set_up_at: nullable(time()),
  /** The addresses of this machine on which the owner opened the home. */
  shared_addresses: json(),
  /** The limits that were changed; the others are what the program says. */
  limits: json(),
  mentions_reach: oneOf(MentionsReach),
  /** AgentListenersSwitch; null before it was first switched. */
  clawchat: nullable(json()),
  backup_every: oneOf(BackupEvery),
  /** How many of the automatic backups. */
  backups_kept: integer(),
  /** Null: messages stay for ever. */
  keep_days: nullable(integer()),
});

/** Whether the home listens at the second place for agents too, and the hash of the key that it placed there. */
export interface AgentListenersSwitch {
  is_on: boolean;
  placed_hash: string | null;
}

/** The level of a rate limit's bucket, and its time. */
export const bucketLevels = table({ bucket: text(), level: real(), at: time() });
export type BucketLevelRow = RowOf<typeof bucketLevels>;
