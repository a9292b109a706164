// The server's own data: its row, its settings, and the levels of its limits.
import { sql } from 'kysely';
import type { Limits } from '../../../../src-shared/keys.ts';
import type { Home } from '../../../../src-shared/objects.ts';
import { settingOf, type SettingName, type SettingValue } from '../settings.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import { bucketLevels, home, settings, type BucketLevelRow, type SettingRow } from '../tables/home.ts';

const none = statement<Record<never, never>>();

export const homeReads = {
  home: none(() => query.selectFrom('home').selectAll()),
  setting: statement<{ key: string }>()((p) => query.selectFrom('settings').select('value').where('key', '=', p.key)),
  bucketLevels: none(() => query.selectFrom('bucket_levels').selectAll()),
  newestMigration: none(() =>
    query.selectFrom(sql<{ name: string }>`kysely_migration`.as('done')).select((e) => e.fn.max<string>('done.name').as('name')),
  ),
};

export const homeWrites = {
  insertHome: statement<{ id: string; name: string }>()((p) =>
    query.insertInto('home').values(home.row({ id: p.id, name: p.name, set_up_at: null })),
  ),
  updateHome: statement<{ name: string; set_up_at: number | null }>()((p) =>
    query.updateTable('home').set({ name: p.name, set_up_at: p.set_up_at }),
  ),
  saveSetting: statement<SettingRow>()((p) =>
    query
      .insertInto('settings')
      .values(settings.row(p))
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: p.value })),
  ),
  deleteBucketLevels: none(() => query.deleteFrom('bucket_levels')),
  insertBucketLevel: statement<BucketLevelRow>()((p) => query.insertInto('bucket_levels').values(bucketLevels.row(p))),
};

export function homeReadsOn(find: PreparedAll<typeof homeReads>) {
  const setting = <K extends SettingName>(name: K): SettingValue<K> => settingOf(name, find.setting.get({ key: name })?.value ?? null);
  return {
    home(): Home | null {
      const row = find.home.get({});
      if (!row) return null;
      return {
        ...row,
        ...{ mentions_reach: setting('mentions_reach'), keep_days: setting('keep_days'), link_previews: setting('link_previews') },
      };
    },
    /** Those that were changed. */
    changedLimits: (): Partial<Limits> => setting('limits'),
    bucketLevels: (): BucketLevelRow[] => find.bucketLevels.all({}),
    newestMigration: (): string => find.newestMigration.get({})?.name ?? '',
  };
}
