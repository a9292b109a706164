// The home's own agent key: in the data folder, readable by its owner only, so that agents on this machine can use it.
import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Right } from '../../src-shared/objects.ts';
import type { Core } from './domain/core.ts';
import { hashSecret, hintOf, newSecret } from './domain/secrets.ts';

export const KEY_FILE = 'agent.key';
const HOME_KEY_ID = 'home';
const HOME_KEY_RIGHTS: Right[] = ['read', 'post', 'create', 'coordinate'];

/** Returns the file's path. A file that is missing or was changed, or whose key was ended, gets a new secret under the same key. */
export async function ensureKeyFile(core: Core, dataDir: string): Promise<string> {
  const file = path.join(dataDir, KEY_FILE);
  const known = core.reads.keyRow(HOME_KEY_ID);
  const secret = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
  const isGood = known?.revoked_at === null && secret !== '' && hashSecret(secret) === known.secret_hash;
  if (isGood) {
    chmodSync(file, 0o600);
    return file;
  }
  const fresh = newSecret('lan_');
  const key = { id: HOME_KEY_ID, secret_hash: hashSecret(fresh), hint: hintOf(fresh) };
  if (known) await core.write('replaceKeySecret', key);
  else
    await core.write('createKey', {
      ...key,
      label: 'Agents on this computer',
      owner_id: core.directory.owner?.id ?? '',
      room_ids: null,
      rights: HOME_KEY_RIGHTS,
    });
  writeFileSync(file, `${fresh}\n`, { mode: 0o600 });
  chmodSync(file, 0o600);
  return file;
}
