// Runs Python with the client in its path.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

export const PYTHON = '/usr/bin/python3';
export const TESTING = path.join(import.meta.dirname, '../testing');

export interface Meeting {
  end: string;
  retry_after: number | null;
}

export function environment(folder: string): Record<string, string> {
  const PYTHONPATH = path.join(import.meta.dirname, '..');
  return { PATH: '/usr/bin:/bin', HOME: folder, PYTHONDONTWRITEBYTECODE: '1', PYTHONPATH };
}

interface Visit {
  mode: string;
  said: string;
  folder: string;
  /** Seconds. */
  patience?: number;
}

/** Connects with these arguments of `connect`, all at once, and says something. `files`: sends a file too. */
export async function meet(homes: readonly object[], { mode, said, folder, patience = 4 }: Visit): Promise<Meeting[]> {
  const args = [path.join(TESTING, 'meetings.py'), JSON.stringify(homes), mode, said, String(patience)];
  const { stdout, stderr } = await promisify(execFile)(PYTHON, args, { cwd: folder, env: environment(folder), timeout: 50_000 });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as Meeting[];
}
