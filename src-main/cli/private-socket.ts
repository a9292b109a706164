import { lstatSync } from 'node:fs';
import path from 'node:path';

const OTHERS = 0o077;

/** True if the socket's folder belongs to this account and gives no access to others, so that no other account can listen there. */
export function isPrivateSocket(file: string): boolean {
  const uid = process.getuid?.();
  if (uid === undefined) return false;
  try {
    const folder = lstatSync(path.dirname(path.resolve(file)));
    return folder.isDirectory() && folder.uid === uid && (folder.mode & OTHERS) === 0;
  } catch {
    return false;
  }
}
