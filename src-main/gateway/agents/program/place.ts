// Where a program and its folder are.
import { stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { findProgram, foldersOfUser } from '../../domain/programs/find-program.ts';

/** `searchPath`: the PATH of the server. Null: the program is not on this computer. */
export function placeOf(command: string, searchPath: string | undefined): Promise<string | null> {
  return findProgram(command, { path: searchPath, platform: process.platform, ofUser: foldersOfUser(os.homedir()) });
}

export async function isFolder(folder: string): Promise<boolean> {
  if (!path.isAbsolute(folder)) return false;
  return stat(folder).then(
    (found) => found.isDirectory(),
    () => false,
  );
}
