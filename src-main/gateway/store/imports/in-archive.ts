// Finds the parts of an archive: in a zip, or the file itself.
import { createReadStream } from 'node:fs';
import type { Archive } from './archive.ts';
import type { SourceFile } from './stream.ts';

/** A part of an archive, and the files beside it. */
export interface ArchivePart {
  /** Of the entry, or of the file itself. */
  name: string;
  read(): AsyncIterable<Uint8Array>;
  /** Null: it is not in the archive. */
  file(place: string, name: string): SourceFile | null;
}

/** The entries of a zip whose names match, or the file itself when it is no zip. In the order of their names. */
export function partsOf(archive: Archive, pattern: RegExp): ArchivePart[] {
  const { zip } = archive;
  if (!zip) return [{ name: archive.name, read: () => bytesOf(archive), file: () => null }];
  const found = [...zip.entries.values()].filter(({ name }) => pattern.test(name));
  return found
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map((entry) => ({
      name: entry.name,
      read: () => zip.read(entry),
      file(place, name) {
        const beside = zip.entries.get(`${entry.name.slice(0, entry.name.lastIndexOf('/') + 1)}${place.replaceAll('\\', '/')}`);
        return beside ? { name, size: beside.size, open: () => zip.read(beside) } : null;
      },
    }));
}

async function* bytesOf({ path, onRead }: Archive): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const chunk of createReadStream(path) as AsyncIterable<Buffer>) {
    onRead(chunk.length);
    yield chunk;
  }
}

const HEAD_BYTES = 4_096;

/** The first characters of a part: enough to see which program wrote it. Empty when it cannot be read. */
export async function headOf(part: ArchivePart): Promise<string> {
  let head = '';
  try {
    for await (const chunk of part.read()) {
      head += Buffer.from(chunk).toString('utf8');
      if (head.length >= HEAD_BYTES) break;
    }
  } catch {
    return '';
  }
  return head.slice(0, HEAD_BYTES);
}
