import type { Limits } from '../../../../src-shared/keys.ts';
import { BACKUPS_KEPT_DEFAULT } from '../../../../src-shared/limits.ts';
import type { BackupPlan } from '../../../../src-shared/maintenance.ts';
import type { FollowedRow } from '../../store/interfaces/stored-directory.ts';
import { fromJson } from '../../store/json.ts';
import type { AgentListenersSwitch } from '../../store/tables/home.ts';

/** The server's own settings, which no client is sent with its snapshot. */
export class Settings {
  #row: FollowedRow<'home'> | null = null;

  put(row: FollowedRow<'home'>): void {
    this.#row = row;
  }

  get agentListeners(): AgentListenersSwitch {
    return fromJson<AgentListenersSwitch | null>(this.#row?.clawchat ?? 'null') ?? { is_on: false, placed_hash: null };
  }

  get sharedAddresses(): string[] {
    return fromJson<string[]>(this.#row?.shared_addresses ?? '[]');
  }

  get backupPlan(): BackupPlan {
    return { every: this.#row?.backup_every ?? 'never', keep: this.#row?.backups_kept ?? BACKUPS_KEPT_DEFAULT };
  }

  /** Those that differ from the program's own. */
  get changedLimits(): Partial<Limits> {
    return fromJson<Partial<Limits>>(this.#row?.limits ?? '{}');
  }
}
