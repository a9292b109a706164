import { statSync } from 'node:fs';

/** Which file of the disk is at this path; null when there is none. A moved folder leaves another one there, or none. */
export function placeOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  return found ? `${found.dev} ${found.ino}` : null;
}
