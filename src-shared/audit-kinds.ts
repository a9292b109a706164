// The kinds of entries of the audit log, from the rows of commands and endpoints. Types only.
import type { AuditFailure } from './audit.ts';
import type { COMMANDS } from './commands/index.ts';
import type { ENDPOINTS } from './endpoints/index.ts';

type AuditedRows<Rows> = { [Name in keyof Rows]: Rows[Name] extends { audit: { topic: string } } ? Name : never }[keyof Rows];

export type AuditKind = AuditedRows<typeof COMMANDS> | AuditedRows<typeof ENDPOINTS> | AuditFailure;
