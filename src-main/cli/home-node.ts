// The home and its database run on Node 24; the command itself on older ones too.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { Failure } from './failure.ts';

const MAJOR_MIN = 24;

/** A Node that can run a server: this one, or the one installed with the program. Throws Failure when there is none. */
export function homeNode(): string {
  if (isNewEnough(process.versions.node)) return process.execPath;
  const bundled = path.resolve(import.meta.dirname, '../../node_modules/node/bin', process.platform === 'win32' ? 'node.exe' : 'node');
  if (existsSync(bundled)) return bundled;
  throw new Failure(
    `A home runs on Node ${MAJOR_MIN} or newer, and this is ${process.versions.node}. Install Node ${MAJOR_MIN} for "serve", "backup", "restore" and "export"; all other commands run on this one.`,
  );
}

export function isNewEnough(version: string): boolean {
  return Number(version.split('.')[0]) >= MAJOR_MIN;
}
