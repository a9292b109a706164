// The home's own agent key: in the data folder, readable by its owner only, so that agents on this machine can use it.
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { HOME_KEY_ID } from '../../src-shared/ids.ts';
import { ORDINARY_RIGHTS } from '../../src-shared/keys.ts';
import type { Core } from './domain/core.ts';
import { keepVerifierOf, type KeyPorts } from './domain/keys/commands.ts';
import { hashSecret, kept, newSecret } from './domain/access/secrets.ts';
import { writeSecret } from './store/secret-file.ts';

export const KEY_FILE = 'agent.key';

/** Returns the file's path. A file that is missing or was changed, or whose key was ended, gets a new secret under the same key. */
export async function ensureKeyFile(core: Core, dataDir: string): Promise<string> {
  const file = path.join(dataDir, KEY_FILE);
  removeUnpublished(dataDir);
  const known = core.directory.keys.find(HOME_KEY_ID);
  const secret = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const isGood = known?.revoked_at === null && secret !== '' && core.directory.keys.bySecret(hashSecret(secret))?.id === HOME_KEY_ID;
  if (isGood) {
    chmodSync(file, 0o600);
    await keepVerifierOf(core, secret);
    return file;
  }
  const fresh = newSecret('lan_');
  const written = writeSecret(file, fresh);
  const key = { id: HOME_KEY_ID, ...kept(fresh) };
  const old = core.directory.keys.oldSecret(hashSecret(secret));
  // The home ended between giving the key another secret and writing it down: who came with the one before keeps it for its time.
  if (known && old) await core.write('rotateKey', { ...key, good_until: old.good_until, now: core.now() });
  else if (known) await core.write('replaceKeySecret', key);
  else
    await core.write('createKey', {
      ...key,
      label: 'Agents on this computer',
      owner_id: core.directory.owner?.id ?? '',
      room_ids: null,
      rights: ORDINARY_RIGHTS,
    });
  written.publish();
  return file;
}

/** The file of the home's own key; other keys have none. */
export function secretFileIn(dataDir: string): KeyPorts['secretFile'] {
  return (keyId, secret) => (keyId === HOME_KEY_ID ? writeSecret(path.join(dataDir, KEY_FILE), secret) : null);
}

/** The same, and something to be done once a new secret is in its place. */
export function followed(secretFile: KeyPorts['secretFile'], then: () => void): KeyPorts['secretFile'] {
  return (keyId, secret) => {
    const file = secretFile(keyId, secret);
    return file && { ...file, publish: () => (file.publish(), then()) };
  };
}

function removeUnpublished(dataDir: string): void {
  for (const name of readdirSync(dataDir)) if (name.startsWith(`${KEY_FILE}.`)) rmSync(path.join(dataDir, name));
}
