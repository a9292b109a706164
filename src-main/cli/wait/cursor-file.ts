// A reader's place, kept in a file: the number of the last message that was shown, the home's epoch, and the message's time.
import { accessSync, constants, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Failure } from '../failure.ts';
import type { Place } from './place.ts';
import { reasonOf } from '../../../src-shared/reason.ts';

/** An older Lanai wrote the number alone. */
const FORM = /^(\d{1,15})(?: (\d{1,10}) (\d{1,15}))?$/;

export interface CursorFile {
  /** Null when there is no file yet, or an empty one. Throws Failure for a file with something else in it. */
  read(): Place | null;
  /** The file holds the old place or the new one, also after a crash in between. */
  write(place: Place): void;
}

/** Throws Failure when its folder does not exist or cannot be written to. */
export function cursorFile(path: string): CursorFile {
  try {
    accessSync(dirname(path), constants.W_OK);
  } catch (error) {
    throw unusable(path, error);
  }
  return {
    read() {
      const text = contentOf(path);
      if (text === '') return null;
      const [, seq, epoch, at] = FORM.exec(text) ?? [];
      if (seq === undefined) throw new Failure(`${path} contains no number. Remove it to begin again.`);
      return { seq: Number(seq), epoch: epoch === undefined ? null : Number(epoch), at: Number(at ?? 0) };
    },
    write({ seq, epoch, at }) {
      const fresh = `${path}.${process.pid}.new`;
      try {
        writeFileSync(fresh, epoch === null ? `${seq}\n` : `${seq} ${epoch} ${at}\n`);
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
