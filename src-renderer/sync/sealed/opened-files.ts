// Contents of sealed files that were opened on this device. They are in memory only, under addresses that only this page knows,
// and those that nothing shows any more are let go when they become many.
import { filePath, kindOfFile, SEALED_NAME } from '../../../src-shared/files.ts';
import type { ShownFile } from './shown-file.ts';

const IDLE_BYTES_MAX = 64 * 1024 * 1024;

export interface Held {
  /** Rejects when the content cannot be fetched or opened. */
  url: Promise<string>;
  release(): void;
}

export interface OpenedFiles {
  bytesOf(file: ShownFile): Promise<Uint8Array<ArrayBuffer>>;
  /** Under an address, for as long as it is held. */
  hold(file: ShownFile): Held;
  /** An opened file is not available any more: the key is gone. */
  clear(): void;
}

interface OpenedFilesSeams {
  fetch(path: string): Promise<Response>;
  createUrl(blob: Blob): string;
  revokeUrl(url: string): void;
}

interface Entry {
  url: Promise<string>;
  size: number;
  holders: number;
}

export function createOpenedFiles({ fetch, createUrl, revokeUrl }: OpenedFilesSeams): OpenedFiles {
  /** By the file; those held last come last. */
  const entries = new Map<string, Entry>();

  async function bytesOf(file: ShownFile): Promise<Uint8Array<ArrayBuffer>> {
    if (file.seal === undefined || file.seal === 'shut') throw new Error('There is no key for this file.');
    // Its own name, which was opened here, must not come to the home with the address.
    const answer = await fetch(filePath({ id: file.id, name: SEALED_NAME }));
    if (!answer.ok) throw new Error(`The home answered with ${answer.status}.`);
    const { openFile } = await import('../../../src-shared/sealed-files.ts');
    return new Uint8Array(openFile(file.seal.key, new Uint8Array(await answer.arrayBuffer()), file.size));
  }

  function drop(id: string, { url }: Entry): void {
    entries.delete(id);
    url.then(revokeUrl, () => undefined);
  }

  function letGo(): void {
    const idle = [...entries].filter(([, { holders }]) => holders === 0);
    let bytes = idle.reduce((sum, [, { size }]) => sum + size, 0);
    for (const [id, entry] of idle) {
      if (bytes <= IDLE_BYTES_MAX) return;
      drop(id, entry);
      bytes -= entry.size;
    }
  }

  return {
    bytesOf,
    hold(file) {
      const entry = entries.get(file.id) ?? {
        url: bytesOf(file).then((bytes) => createUrl(new Blob([bytes], { type: harmlessType(file) }))),
        size: file.size,
        holders: 0,
      };
      entries.delete(file.id);
      entries.set(file.id, entry);
      entry.holders += 1;
      // The next request retries a failure.
      entry.url.catch(() => entries.get(file.id) === entry && entries.delete(file.id));
      return {
        url: entry.url,
        release() {
          entry.holders -= 1;
          letGo();
        },
      };
    },
    clear() {
      for (const [id, entry] of entries) drop(id, entry);
    },
  };
}

/** Such an address has the app's own origin: what it leads to must never be a page, whatever its sender called it. */
function harmlessType(file: ShownFile): string {
  const kind = kindOfFile(file);
  return kind === 'image' || kind === 'audio' || kind === 'video' ? file.type : 'application/octet-stream';
}
