// The folders that an agent may be given.
import { realpath, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ToolTier } from '../../../../../src-shared/hosted-agents.ts';
import { isInRepository } from './git.ts';

interface Choice {
  tools: ToolTier;
  /** That of the server. */
  dataDir: string;
  platform?: NodeJS.Platform;
}

/**
 * Why an agent may not be given this folder, as a sentence; null: it may. The server's own folder has its database and its keys.
 */
export async function folderProblem(folder: string, { tools, dataDir, platform = process.platform }: Choice): Promise<string | null> {
  // A stop there does not end all that a command started.
  if (tools === 'commands' && platform === 'win32') return 'Agents cannot run commands on Windows yet.';
  if (!path.isAbsolute(folder)) return 'Enter the whole path of the folder, from the root.';
  const real = await realpath(folder).catch(() => null);
  if (real === null || !(await stat(real)).isDirectory()) return 'There is no such folder on this computer.';
  const own = await realpath(dataDir).catch(() => path.resolve(dataDir));
  if (isIn(real, own)) return 'That folder belongs to the server.';
  if (isIn(own, real)) return 'That folder contains the data of the server. Choose a smaller one.';
  if (await isInRepository(real)) return 'That folder has the own files of a repository of Git. Choose one with a working copy.';
  return null;
}

function isIn(place: string, folder: string): boolean {
  const way = path.relative(folder, place);
  return way === '' || (!path.isAbsolute(way) && way !== '..' && !way.startsWith(`..${path.sep}`));
}
