// Looking after the home: storage, backups, and how it is doing.
import { arch, platform, release } from 'node:os';
import type { Diagnosis } from '../../../../src-shared/maintenance.ts';
import { storageOf } from '../../store/backup/storage.ts';
import type { BackupService } from './backups.ts';
import type { Actor } from '../actor.ts';
import type { Commands, Core } from '../core.ts';
import { requirePermission, has, mayAdminister, mayKeepHome } from '../policy.ts';

type MaintenanceCommand =
  | 'home_storage'
  | 'list_backups'
  | 'back_up'
  | 'plan_backups'
  | 'encrypt_backups'
  | 'delete_backup'
  | 'restore_backup'
  | 'diagnose';

export interface MaintenancePorts {
  dataDir: string;
  version: string;
  startedAt: number;
  backups: BackupService;
  connections(): number;
  recentLog(): string[];
}

/** The most people and keys that are listed. */
const USED_BY_MAX = 20;
const ONLY_OWNER = 'Only the owner can do that.';

/** For requests about the whole home that are no commands. */
export function requireHomeOwner({ directory }: Core, actor: Actor): void {
  requirePermission(has(actor, 'admin'), 'This key does not allow that.');
  requirePermission(mayKeepHome(directory, actor), ONLY_OWNER);
}

export function maintenanceCommands(core: Core, ports: MaintenancePorts): Pick<Commands, MaintenanceCommand> {
  const { directory } = core;
  return {
    async home_storage({ actor }) {
      requirePermission(mayAdminister(directory, actor));
      const { value: accounts } = await core.archive.storedByAccount(USED_BY_MAX);
      const used_by = accounts.map(({ key_id, ...used }) => ({ ...used, is_key: key_id !== null }));
      return { ...(await storageOf(ports.dataDir)), used_by };
    },

    list_backups({ actor }) {
      requirePermission(mayAdminister(directory, actor));
      return ports.backups.state();
    },

    back_up({ actor }) {
      requirePermission(mayAdminister(directory, actor));
      ports.backups.backUp();
      return ports.backups.state();
    },

    async plan_backups({ actor }, plan) {
      requirePermission(mayKeepHome(directory, actor), ONLY_OWNER);
      await core.write('planBackups', plan);
      return ports.backups.state();
    },

    async encrypt_backups({ actor }, { passphrase }) {
      requirePermission(mayKeepHome(directory, actor), ONLY_OWNER);
      await ports.backups.encrypt(passphrase);
      return ports.backups.state();
    },

    delete_backup({ actor }, { name }) {
      requirePermission(mayKeepHome(directory, actor), ONLY_OWNER);
      ports.backups.delete(name);
      return ports.backups.state();
    },

    async restore_backup({ actor }, { name, passphrase = null }) {
      requirePermission(mayKeepHome(directory, actor), ONLY_OWNER);
      await ports.backups.restore(name, passphrase);
      return ports.backups.state();
    },

    diagnose({ actor }) {
      requirePermission(mayKeepHome(directory, actor), ONLY_OWNER);
      return diagnosisOf(core, ports);
    },
  };
}

function diagnosisOf(core: Core, { version, startedAt, connections, recentLog }: MaintenancePorts): Diagnosis {
  const participants = [...core.directory.participants()];
  const count = (kind: 'person' | 'agent'): number => participants.filter((each) => each.kind === kind).length;
  return {
    version,
    node: process.versions.node,
    system: `${platform()} ${release()} ${arch()}`,
    schema: core.newestMigration,
    started_at: startedAt,
    rooms: core.directory.roomCount,
    messages: core.directory.messageCount,
    people: count('person'),
    agents: count('agent'),
    connections: connections(),
    queued: core.queued,
    memory_bytes: process.memoryUsage().rss,
    log: recentLog(),
  };
}
