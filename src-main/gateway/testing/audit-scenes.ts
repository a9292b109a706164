// Scenes for the commands of the audit log, for the tests of every command.
import type { AUDIT_COMMANDS } from '../../../src-shared/commands/audit.ts';
import type { Watcher } from './watcher.ts';

export const auditScenes: Record<keyof typeof AUDIT_COMMANDS, (cast: { owner: Watcher }) => Promise<unknown>> = {
  list_audit: ({ owner }) => owner.do('list_audit', { topic: 'invites' }),
  set_audit_retention: ({ owner }) => owner.do('set_audit_retention', { days: 60 }),
};
