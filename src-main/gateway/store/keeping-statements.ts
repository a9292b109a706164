// How the home is looked after: the statements for its backups.
import { sql } from 'kysely';
import type { BackupPlan } from '../../../src-shared/home-keeping.ts';
import { query, statement } from './statement.ts';

const none = statement<Record<never, never>>();

export const keepingReads = {
  backupPlan: none(() => query.selectFrom('home').select(['backup_every as every', 'backups_kept as keep'])),
  newestMigration: none(() =>
    query.selectFrom(sql<{ name: string }>`kysely_migration`.as('done')).select((e) => e.fn.max<string>('done.name').as('name')),
  ),
};

export const keepingWrites = {
  planBackups: statement<BackupPlan>()((p) => query.updateTable('home').set({ backup_every: p.every, backups_kept: p.keep })),
};
