import { existsSync } from 'node:fs';
import path from 'node:path';

/** The file of a program of this computer; null: it is not installed. */
export function programInPath(name: string): string | null {
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin'];
  return folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file)) ?? null;
}
