// The facts for the announcement of a restore, kept in the home's folder until it was announced.
import type Database from 'better-sqlite3';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as z from 'zod/mini';
import { PRIVATE_FILE } from './disk.ts';

const FILE = 'restored.json';

export const PutBack = z.object({
  /** When the backup was made; null when it does not say. */
  made_at: z.nullable(z.number()),
  /** Names of people who have lost their access. */
  missing: z.array(z.string()),
});
export type PutBack = z.infer<typeof PutBack>;

export function notePutBack(folder: string, putBack: PutBack): void {
  const file = path.join(folder, FILE);
  writeFileSync(`${file}.new`, JSON.stringify(putBack), { mode: PRIVATE_FILE });
  renameSync(`${file}.new`, file);
}

/** Null without a file, or with an unreadable one. */
export function readPutBack(folder: string): PutBack | null {
  const file = path.join(folder, FILE);
  if (!existsSync(file)) return null;
  try {
    return PutBack.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

export function forgetPutBack(folder: string): void {
  rmSync(path.join(folder, FILE), { force: true });
}

export interface Known {
  id: string;
  name: string;
}

/** People of a home with access. */
export function peopleIn(db: Database.Database): Known[] {
  return db
    .prepare<[], Known>(
      "SELECT id, name FROM participants WHERE kind = 'person' AND role <> 'owner' AND revoked_at IS NULL ORDER BY created_at, id",
    )
    .all();
}
