import * as z from 'zod/mini';
import { AuditFormat } from '../audit.ts';
import type { EndpointRow } from './row.ts';

export const AUDIT_ENDPOINTS = {
  export_audit: {
    title: 'Download the audit log',
    summary: 'Get the whole audit log as one file, the newest entry first. For the owner and the admins.',
    access: { right: 'admin' },
    request: z.object({ format: z._default(AuditFormat, 'csv') }),
    reply: { contentType: '*/*', description: 'CSV, or one JSON object a line' },
    http: 'GET /api/audit/file',
    readOnly: true,
    audit: { topic: 'log', facts: ['format'] },
  },
} as const satisfies Record<string, EndpointRow>;
