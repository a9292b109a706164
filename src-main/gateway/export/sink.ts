// Where the entries of an export go: a zip, which is written while it comes, or a folder. Entries come one after the other.
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { Readable, type Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';

export type Pieces = Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>;

export interface EntryOptions {
  /** False for what is compressed already. */
  compress?: boolean;
}

export interface Sink {
  /** Resolves when the entry was written. */
  add(name: string, content: Pieces, options?: EntryOptions): Promise<void>;
  /** Resolves when all is where it goes to. */
  finish(): Promise<void>;
}

/** Text is gathered to pieces of this size: a record a piece would cost more than its work. */
const PIECE_CHARS = 64 * 1024;

const PRIVATE_FILE = 0o600;
const PRIVATE_FOLDER = 0o700;

export function zipSink(output: Writable, now: number): Sink {
  const zip = new ZipFile();
  const mtime = new Date(now);
  // Nothing waits for it before `finish`, and an output that fails must not end the process until then.
  const written = pipeline(zip.outputStream, output);
  written.catch(() => undefined);
  const failed = new Promise<never>((_resolve, reject) => {
    written.catch(reject);
    zip.on('error', reject);
  });
  failed.catch(() => undefined);
  return {
    async add(name, content, { compress = true } = {}) {
      const input = Readable.from(inPieces(content), { objectMode: false });
      zip.addReadStream(input, name, { mtime, mode: 0o100_644, compress });
      try {
        await Promise.race([finished(input, { writable: false }), failed]);
      } finally {
        input.destroy();
      }
    },
    async finish() {
      zip.end();
      await Promise.race([written, failed]);
    },
  };
}

export function folderSink(folder: string): Sink {
  return {
    async add(name, content) {
      const file = path.join(folder, name);
      mkdirSync(path.dirname(file), { recursive: true, mode: PRIVATE_FOLDER });
      await pipeline(Readable.from(inPieces(content), { objectMode: false }), createWriteStream(file, { flags: 'wx', mode: PRIVATE_FILE }));
    },
    finish: () => Promise.resolve(),
  };
}

async function* inPieces(content: Pieces): AsyncGenerator<Uint8Array> {
  let text = '';
  for await (const piece of content) {
    if (typeof piece === 'string') text += piece;
    if (typeof piece === 'string' && text.length < PIECE_CHARS) continue;
    if (text !== '') yield Buffer.from(text);
    text = '';
    if (typeof piece !== 'string') yield piece;
  }
  if (text !== '') yield Buffer.from(text);
}
