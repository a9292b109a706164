// The audit log: read in pages, and how long it is kept. The owner and the admins read it, and only the owner changes how long it is kept.
import type { AUDIT_COMMANDS } from '../../../../src-shared/commands/audit.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Actor } from '../actor.ts';
import { everySteadyHour, type After } from '../clock.ts';
import type { Commands, Core } from '../core.ts';
import { mayAdminister, mayKeepHome, requirePermission } from '../policy.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const NEWEST = Number.MAX_SAFE_INTEGER;

export function auditCommands(core: Core): Pick<Commands, keyof typeof AUDIT_COMMANDS> {
  return {
    async list_audit({ actor }, { topic, participant_id, after, limit }) {
      requireAuditReader(core, actor);
      const before = after ? placeOf(after) : NEWEST;
      const { value: found } = await core.archiveInOrder.auditEntries({
        ...{ topic: topic ?? null, by_id: participant_id ?? null, before, limit: limit + 1 },
      });
      requireAuditReader(core, core.readerNow(actor));
      const entries = found.slice(0, limit);
      return { entries, next: found.length > limit ? (entries.at(-1)?.id ?? null) : null, days: core.directory.settings.get('audit_days') };
    },

    async set_audit_retention({ actor }, { days }) {
      requirePermission(mayKeepHome(core.directory, actor), 'Only the owner can do that.');
      await core.write('setAuditDays', { days });
      await trim(core);
      return { days };
    },
  };
}

export function requireAuditReader({ directory }: Core, actor: Actor): void {
  requirePermission(mayAdminister(directory, actor), 'Only the owner or an admin can read the audit log.');
}

export interface TrimmingOptions {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}

/** Deletes old entries. Returns its end. */
export function startTrimmingAudit({ core, after, log }: TrimmingOptions): () => void {
  return everySteadyHour({ now: () => core.now(), after }, () => {
    trim(core).catch((error: unknown) => log('Old entries of the audit log could not be deleted', error));
  });
}

function trim(core: Core): Promise<void> {
  return core.write('trimAudit', { before: core.now() - core.directory.settings.get('audit_days') * DAY_MS });
}

function placeOf(after: string): number {
  if (!/^\d{1,15}$/.test(after)) throw new AppError('invalid_payload', 'after: not the `next` of a page.');
  return Number(after);
}
