// The contents of the files of an export. They come first, so that the records can say which were there.
import { createReadStream } from 'node:fs';
import type { FileInfo } from '../../../src-shared/files.ts';
import type { Content, Moment } from './moment.ts';
import { contentName } from './names.ts';
import type { Sink } from './sink.ts';

export interface WrittenFiles {
  readonly count: number;
  /** By their SHA-256. */
  readonly missing: readonly string[];
  /** The entry. Null: the content was not there. */
  pathOf(file: Pick<FileInfo, 'sha256'>): string | null;
}

/** Each content once. */
export async function writeFiles(moment: Moment, sink: Sink, nameOf: (content: Content) => string = contentName): Promise<WrittenFiles> {
  const written = new Map<string, string>();
  const missing = new Set<string>();
  for (const { room } of moment.rooms)
    for (const content of moment.contents(room.id)) {
      const { sha256 } = content;
      if (written.has(sha256) || missing.has(sha256)) continue;
      const place = moment.placeOf(sha256);
      if (place === null) {
        missing.add(sha256);
        continue;
      }
      const entry = nameOf(content);
      await sink.add(entry, createReadStream(place), { compress: false });
      written.set(sha256, entry);
    }
  return { count: written.size, missing: [...missing], pathOf: ({ sha256 }) => written.get(sha256) ?? null };
}
