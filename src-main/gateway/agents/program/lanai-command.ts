// How a program of this computer runs the `lanai` command.
import os from 'node:os';
import path from 'node:path';
import { findProgram, foldersOfUser } from '../../domain/programs/find-program.ts';

interface Options {
  command: readonly string[];
  commandFile: string;
  searchPath: string | undefined;
}

/**
 * A program and its first arguments. Electron cannot run it, so in the app it is a Node of this computer: most programs for agents need one
 * too, and then it is often in their folder (`near`). Null: there is none.
 */
export async function lanaiCommand(
  { command: [program, ...args], commandFile, searchPath = '' }: Options,
  near: string,
): Promise<readonly [string, ...string[]] | null> {
  if (program !== undefined) return [program, ...args];
  const places = { path: [near, searchPath].join(path.delimiter), platform: process.platform, ofUser: foldersOfUser(os.homedir()) };
  const node = await findProgram('node', places);
  return node === null ? null : [node, commandFile];
}
