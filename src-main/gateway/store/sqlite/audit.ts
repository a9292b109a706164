// The audit log.
import { sql } from 'kysely';
import { AuditFailure, type AuditEntry } from '../../../../src-shared/audit.ts';
import type { AuditQuestion, FailedAttempts } from '../interfaces/audit.ts';
import { fromJson } from '../json.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import { audit, type AuditRow } from '../tables/audit.ts';

const none = statement<Record<never, never>>();

export const auditReads = {
  /** The newest first. */
  auditBefore: statement<AuditQuestion>()((p) =>
    query
      .selectFrom('audit')
      .selectAll()
      .where('id', '<', p.before)
      .where(sql<boolean>`(${p.topic} is null or topic = ${p.topic})`)
      .where(sql<boolean>`(${p.by_id} is null or by_id = ${p.by_id})`)
      .orderBy('id', 'desc')
      .limit(p.limit),
  ),
  lastAudit: none(() => query.selectFrom('audit').selectAll().orderBy('id', 'desc').limit(1)),
  /** The entry that counts such attempts since a time. */
  failuresLike: statement<Pick<FailedAttempts, 'kind' | 'entrance' | 'address' | 'facts'> & { since: number }>()((p) =>
    query
      .selectFrom('audit')
      .select('id')
      .where('kind', '=', p.kind)
      .where('entrance', 'is', p.entrance)
      .where('address', 'is', p.address)
      .where('facts', '=', p.facts)
      .where('at', '>', p.since)
      .orderBy('id', 'desc')
      .limit(1),
  ),
  failureEntries: statement<{ since: number }>()((p) =>
    query
      .selectFrom('audit')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('kind', 'in', AuditFailure.options)
      .where('at', '>', p.since),
  ),
};

export const auditWrites = {
  insertAudit: statement<AuditRow>()((p) => query.insertInto('audit').values(audit.row(p))),
  countAudit: statement<{ id: number; count: number; last_at: number }>()((p) =>
    query
      .updateTable('audit')
      .set({ count: sql<number>`count + ${p.count}`, last_at: p.last_at })
      .where('id', '=', p.id),
  ),
  deleteAuditUpTo: statement<{ id: number }>()((p) => query.deleteFrom('audit').where('id', '<=', p.id)),
  deleteAuditBefore: statement<{ before: number }>()((p) => query.deleteFrom('audit').where('last_at', '<', p.before)),
};

export function auditReadsOn(find: PreparedAll<typeof auditReads>) {
  return {
    auditEntries: (question: AuditQuestion): AuditEntry[] => find.auditBefore.all(question).map(toEntry),
    lastAudit: (): AuditRow | null => find.lastAudit.get({}) ?? null,
    failuresLike: (attempts: Pick<FailedAttempts, 'kind' | 'entrance' | 'address' | 'facts'>, since: number): number | null =>
      find.failuresLike.get({ ...attempts, since })?.id ?? null,
    failureEntries: (since: number): number => find.failureEntries.get({ since })?.count ?? 0,
  };
}

function toEntry({ id, by_id, by_name, key_label, about_kind, about_id, about_name, facts, ...entry }: AuditRow): AuditEntry {
  return {
    ...entry,
    id: String(id),
    by: by_id === null ? null : { id: by_id, name: by_name ?? '', key: key_label },
    about: about_kind === null ? null : { kind: about_kind, id: about_id ?? '', name: about_name },
    facts: fromJson<AuditEntry['facts']>(facts),
  };
}
