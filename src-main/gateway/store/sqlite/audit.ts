// The audit log.
import { sql } from 'kysely';
import { AuditFailure, type AuditEntry } from '../../../../src-shared/audit.ts';
import type { AuditQuestion, CountedFailures } from '../interfaces/audit.ts';
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
  countedFailures: statement<{ since: number }>()((p) =>
    query
      .selectFrom('audit')
      .select(['id', 'kind', 'entrance', 'address', 'facts'])
      .where('person_id', 'is', null)
      .where('at', '>', p.since)
      .where('kind', 'in', AuditFailure.options)
      .orderBy('at'),
  ),
  auditCountOf: statement<{ person_id: string; kind: string; since: number }>()((p) =>
    query
      .selectFrom('audit')
      .select((e) => e.fn.countAll<number>().as('count'))
      .where('person_id', '=', p.person_id)
      .where('kind', '=', p.kind)
      .where('at', '>', p.since),
  ),
  /** The newest first, as past the cap there are only such entries. */
  auditBeyondCap: statement<{ person_id: string; kind: string; since: number }>()((p) =>
    query
      .selectFrom('audit')
      .select('id')
      .where('person_id', '=', p.person_id)
      .where('at', '>', p.since)
      .where('kind', '=', p.kind)
      .where('entrance', 'is', null)
      .where('address', 'is', null)
      .where('about_id', 'is', null)
      .orderBy('at', 'desc')
      .limit(1),
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
    countedFailures: (since: number): CountedFailures[] => find.countedFailures.all({ since }),
    auditCountOf: (person_id: string, kind: string, since: number): number => find.auditCountOf.get({ person_id, kind, since })?.count ?? 0,
    auditBeyondCap: (person_id: string, kind: string, since: number): number | null =>
      find.auditBeyondCap.get({ person_id, kind, since })?.id ?? null,
  };
}

function toEntry({
  id,
  person_id: _person_id,
  by_id,
  by_name,
  key_label,
  about_kind,
  about_id,
  about_name,
  facts,
  ...entry
}: AuditRow): AuditEntry {
  return {
    ...entry,
    id: String(id),
    by: by_id === null ? null : { id: by_id, name: by_name ?? '', key: key_label },
    about: about_kind === null ? null : { kind: about_kind, id: about_id ?? '', name: about_name },
    facts: fromJson<AuditEntry['facts']>(facts),
  };
}
