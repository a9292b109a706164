// Where a reader has got to, kept in a file: the number of the last message it was shown.
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { Failure } from '../failure.ts';
import { reasonOf } from '../../../src-shared/reason.ts';

export interface CursorFile {
  /** Null when there is no file yet, or an empty one. Throws Failure for a file with something else in it. */
  read(): number | null;
  /** The file holds the old number or the new one, whatever happens meanwhile. */
  write(seq: number): void;
}

export function cursorFile(path: string): CursorFile {
  return {
    read() {
      const text = contentOf(path);
      if (text === '') return null;
      if (!/^\d{1,15}$/.test(text)) throw new Failure(`${path} holds no number. Remove it to begin again.`);
      return Number(text);
    },
    write(seq) {
      const fresh = `${path}.${process.pid}.new`;
      try {
        writeFileSync(fresh, `${seq}\n`);
        renameSync(fresh, path);
      } catch (error) {
        throw unusable(path, error);
      }
    },
  };
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw unusable(path, error);
  }
}

function unusable(path: string, cause: unknown): Failure {
  return new Failure(`${path} cannot be used as a cursor file. ${reasonOf(cause)}`, undefined, {
    cause,
  });
}
