// The contents of the files of an export. They come first, so that the records can say which were there.
import { createReadStream } from 'node:fs';
import type { FileInfo } from '../../../src-shared/files.ts';
import type { Moment } from './moment.ts';
import type { Sink } from './sink.ts';

export interface WrittenFiles {
  readonly count: number;
  readonly missing: readonly string[];
  /** Null: the content was not there. */
  pathOf(file: Pick<FileInfo, 'sha256'>): string | null;
}

/** Each content once, under its SHA-256: no name of a file can lead anywhere. `pathOf` is the name of an entry. */
export async function writeFiles(moment: Moment, sink: Sink, nameOf: (sha256: string) => string): Promise<WrittenFiles> {
  const written = new Set<string>();
  const missing = new Set<string>();
  for (const { room } of moment.rooms)
    for (const { sha256 } of moment.contents(room.id)) {
      if (written.has(sha256) || missing.has(sha256)) continue;
      const place = moment.placeOf(sha256);
      if (place === null) {
        missing.add(sha256);
        continue;
      }
      await sink.add(nameOf(sha256), createReadStream(place), { compress: false });
      written.add(sha256);
    }
  return {
    count: written.size,
    missing: [...missing],
    pathOf: ({ sha256 }) => (written.has(sha256) ? nameOf(sha256) : null),
  };
}
