// The key of encrypted backups is kept as those of model providers are: with the secret of the system's keychain, or in a file that only the
// server's account can read. It belongs to one home, so that the backup of another home does not use it.
import * as z from 'zod/mini';
import type { KeptBackupKey } from './domain/maintenance/backups.ts';
import type { KeyOwner, ProviderKeys } from './models/provider-keys.ts';
import { COST_MAX, KEY_BYTES, SALT_BYTES, type BackupKey } from './store/backup/backup-key.ts';

const Stored = z.object({ secret: z.string(), salt: z.string(), cost: z.int().check(z.minimum(1), z.maximum(COST_MAX)) });

export function backupKeyOwner(homeId: string): KeyOwner {
  return { id: `backups of ${homeId}`, base_url: 'lanai:backups' };
}

export function keptBackupKey(keys: ProviderKeys, homeId: () => string): KeptBackupKey {
  const owner = (): KeyOwner => backupKeyOwner(homeId());
  return {
    read() {
      const stored = keys.keyOf(owner());
      return stored === null ? null : keyIn(stored);
    },
    keep({ secret, salt, cost }) {
      const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
      keys.keep(owner(), JSON.stringify({ secret: text(secret), salt: text(salt), cost }));
    },
    forget: () => keys.forget(owner().id),
  };
}

function keyIn(stored: string): BackupKey | null {
  try {
    const { secret, salt, cost } = Stored.parse(JSON.parse(stored));
    const key = { secret: Buffer.from(secret, 'base64'), salt: Buffer.from(salt, 'base64'), cost };
    return key.secret.length === KEY_BYTES && key.salt.length === SALT_BYTES ? key : null;
  } catch {
    return null;
  }
}
