import type { AuditFormat } from './audit.ts';

/** The address of the whole audit log as a file. */
export function auditPath(format: AuditFormat): string {
  return `/api/audit/file?format=${format}`;
}
