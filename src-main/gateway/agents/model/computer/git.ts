// The repositories of Git that stand open in a folder, without a `.git` around them. Git starts programs that stand in their hooks and
// in their configuration.
import { lstat } from 'node:fs/promises';
import path from 'node:path';
import { isOfGit, plainName } from './place.ts';

/** The entries that Git takes for a repository. The second is a part of one that stands elsewhere. */
const SIGNS = [
  ['head', 'objects', 'refs'],
  ['head', 'commondir'],
] as const;
/** As Git writes them. The disk decides whether another case is the same name. */
const WRITTEN: Readonly<Record<string, string>> = { head: 'HEAD' };

/**
 * The first folder on the way to this file that is such a repository, or becomes one with the file; as parts of a path, '' for the root.
 * Null: there is none.
 */
export async function repositoryIn(root: string, parts: readonly string[]): Promise<string | null> {
  for (const [index, next] of parts.entries()) {
    const at = parts.slice(0, index);
    if (await isRepository(path.join(root, ...at), plainName(next).toLowerCase())) return at.join('/');
  }
  return null;
}

/** Whether a folder belongs to a repository's own files: hooks, configuration and the like. */
export async function isInRepository(real: string): Promise<boolean> {
  if (isOfGit(real.split(path.sep))) return true;
  for (let at = real; ; at = path.dirname(at)) {
    if (await isRepository(at)) return true;
    if (at === path.dirname(at)) return false;
  }
}

/** `added`: the name of an entry that it is about to have. */
async function isRepository(folder: string, added?: string): Promise<boolean> {
  const has = async (name: string): Promise<boolean> =>
    name === added || (await lstat(path.join(folder, WRITTEN[name] ?? name)).catch(() => null)) !== null;
  for (const signs of SIGNS) if ((await Promise.all(signs.map(has))).every(Boolean)) return true;
  return false;
}
