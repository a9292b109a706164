import * as z from 'zod/mini';
import { AuditEntry, AuditTopic } from '../audit.ts';
import { described } from '../described.ts';
import { AUDIT_DAYS_MAX, AUDIT_PAGE_DEFAULT, AUDIT_PAGE_MAX } from '../limits.ts';
import { id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

const days = z.int().check(z.minimum(1), z.maximum(AUDIT_DAYS_MAX));

export const AUDIT_COMMANDS = {
  list_audit: {
    title: 'Show the audit log',
    summary: 'List the entries of the audit log, newest first. For the owner and the admins.',
    right: 'admin',
    request: z.object({
      topic: optional(AuditTopic),
      participant_id: described('Only entries of this participant.', optional(id)),
      after: described('`next` of the page before.', optional(id)),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(AUDIT_PAGE_MAX)), AUDIT_PAGE_DEFAULT),
    }),
    reply: z.object({
      entries: z.array(AuditEntry),
      next: described('For the next page. Null: this is the last one.', z.nullable(z.string())),
      days: described('How long an entry is kept.', z.int()),
    }),
    http: 'GET /api/audit',
    readOnly: true,
    largeReply: true,
  },
  set_audit_retention: {
    title: 'Set how long the audit log is kept',
    summary: 'Keep the entries of the audit log for this number of days. Only the owner can.',
    right: 'admin',
    request: z.object({ days }),
    reply: z.object({ days }),
    http: 'PUT /api/audit/retention',
    readOnly: false,
    audit: { topic: 'log', facts: ['days'] },
  },
} as const satisfies Record<string, CommandRow>;
