// The home itself: its row, its limits, and what is left of them.
import { sql } from 'kysely';
import type { BackupPlan } from '../../../../src-shared/maintenance.ts';
import type { Limits } from '../../../../src-shared/keys.ts';
import { BACKUPS_KEPT_DEFAULT } from '../../../../src-shared/limits.ts';
import type { Home, MentionsReach } from '../../../../src-shared/objects.ts';
import { fromJson } from '../json.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import { bucketLevels, home, type BucketLevelRow } from '../tables/home.ts';

const none = statement<Record<never, never>>();

export const homeReads = {
  home: none(() => query.selectFrom('home').select(['id', 'name', 'set_up_at', 'mentions_reach', 'keep_days'])),
  limits: none(() => query.selectFrom('home').select('limits')),
  bucketLevels: none(() => query.selectFrom('bucket_levels').selectAll()),
  newestMigration: none(() =>
    query.selectFrom(sql<{ name: string }>`kysely_migration`.as('done')).select((e) => e.fn.max<string>('done.name').as('name')),
  ),
};

export const homeWrites = {
  insertHome: statement<{ id: string; name: string }>()((p) =>
    query.insertInto('home').values(
      home.row({
        ...{ id: p.id, name: p.name, set_up_at: null, shared_addresses: '[]', limits: '{}', mentions_reach: 'members', clawchat: null },
        ...{ backup_every: 'never', backups_kept: BACKUPS_KEPT_DEFAULT, keep_days: null },
      }),
    ),
  ),
  updateHome: statement<{ name: string; set_up_at: number | null }>()((p) =>
    query.updateTable('home').set({ name: p.name, set_up_at: p.set_up_at }),
  ),
  setMentionsReach: statement<{ mentions_reach: MentionsReach }>()((p) =>
    query.updateTable('home').set({ mentions_reach: p.mentions_reach }),
  ),
  setAgentListeners: statement<{ kept: string }>()((p) => query.updateTable('home').set({ clawchat: p.kept })),
  setSharedAddresses: statement<{ shared_addresses: string }>()((p) =>
    query.updateTable('home').set({ shared_addresses: p.shared_addresses }),
  ),
  setLimits: statement<{ limits: string }>()((p) => query.updateTable('home').set({ limits: p.limits })),
  deleteBucketLevels: none(() => query.deleteFrom('bucket_levels')),
  insertBucketLevel: statement<BucketLevelRow>()((p) => query.insertInto('bucket_levels').values(bucketLevels.row(p))),
  planBackups: statement<BackupPlan>()((p) => query.updateTable('home').set({ backup_every: p.every, backups_kept: p.keep })),
  setRetention: statement<{ keep_days: number | null }>()((p) => query.updateTable('home').set({ keep_days: p.keep_days })),
};

export function homeReadsOn(find: PreparedAll<typeof homeReads>) {
  return {
    home: (): Home | null => find.home.get({}) ?? null,
    /** Those that were changed. */
    changedLimits: (): Partial<Limits> => fromJson<Partial<Limits>>(find.limits.get({})?.limits ?? '{}'),
    bucketLevels: (): BucketLevelRow[] => find.bucketLevels.all({}),
    newestMigration: (): string => find.newestMigration.get({})?.name ?? '',
  };
}
