// Files for clients of Agent Messenger, with the same headers as for browsers.
import { createReadStream } from 'node:fs';
import { access } from 'node:fs/promises';
import { AppError } from '../../src-shared/errors.ts';
import { createStoreBytes } from './domain/files/store-bytes.ts';
import { fileHeaders } from './http/files/file-headers.ts';
import { partOf } from './http/files/ranges.ts';
import type { FilePorts } from './protocols/agent-messenger/attachments.ts';
import type { Services } from './services.ts';

export function filePorts({ core, blobs, freeBytes }: Pick<Services, 'core' | 'blobs' | 'freeBytes'>): FilePorts {
  return {
    store: createStoreBytes(core, { blobs, freeBytes }),
    async serve(file, range) {
      const { size, sha256 } = file;
      const part = range === null ? null : partOf(range, size);
      if (part === 'none') throw new AppError('range_not_satisfiable');
      const { first, last } = part ?? { first: 0, last: size - 1 };
      const headers = {
        ...fileHeaders(file, { isDownload: false }),
        'content-length': String(last - first + 1),
        ...(part && { 'content-range': `bytes ${first}-${last}/${size}` }),
      };
      return new Response(size === 0 ? null : await streamOf(blobs.pathOf(sha256), first, last), { status: part ? 206 : 200, headers });
    },
  };
}

async function streamOf(file: string, start: number, end: number): Promise<ReadableStream<Uint8Array>> {
  try {
    await access(file);
  } catch (error) {
    throw new AppError('file_not_found', 'The content of that file is not on the disk any more.', { cause: error });
  }
  const chunks: AsyncIterator<Uint8Array> = createReadStream(file, { start, end })[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const next: IteratorResult<Uint8Array, unknown> = await chunks.next();
      if (next.done === true) controller.close();
      else controller.enqueue(next.value);
    },
    // The client has gone: the file is closed.
    async cancel() {
      await chunks.return?.();
    },
  });
}
