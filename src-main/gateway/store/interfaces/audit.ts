import type { AuditFailure, AuditTopic } from '../../../../src-shared/audit.ts';
import type { AuditRow } from '../tables/audit.ts';

/** The entries with a smaller id, at most `limit`, the newest first. Null: of any topic, or by any participant. */
export interface AuditQuestion {
  topic: AuditTopic | null;
  by_id: string | null;
  before: number;
  limit: number;
}

/** Attempts of one kind from one network, counted together. */
export interface FailedAttempts extends Pick<AuditRow, 'entrance' | 'address' | 'facts' | 'at' | 'last_at' | 'count'> {
  kind: AuditFailure;
  topic: AuditTopic;
}

/** An entry that counts failed attempts. */
export type CountedFailures = Pick<AuditRow, 'id' | 'kind' | 'entrance' | 'address' | 'facts'>;
