// Scenes for the commands of the audit log and of exports, for the tests of every command.
import type { AUDIT_COMMANDS } from '../../../src-shared/commands/audit.ts';
import type { EXPORT_COMMANDS } from '../../../src-shared/commands/exports.ts';
import type { Watcher } from './watcher.ts';

export const auditScenes: Record<
  keyof typeof AUDIT_COMMANDS | keyof typeof EXPORT_COMMANDS,
  (cast: { owner: Watcher }) => Promise<unknown>
> = {
  preview_export: ({ owner }) => owner.do('preview_export', { scope: 'home' }),
  list_audit: ({ owner }) => owner.do('list_audit', { topic: 'invites' }),
  set_audit_retention: ({ owner }) => owner.do('set_audit_retention', { days: 60 }),
};
