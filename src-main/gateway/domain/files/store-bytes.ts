// Files whose bytes the server has in memory: those that an agent of the server makes. An upload over HTTP has http/files/upload.ts.
import { AppError } from '../../../../src-shared/errors.ts';
import type { FileInfo } from '../../../../src-shared/files.ts';
import type { Blobs } from '../../store/blobs/blobs.ts';
import { lookAt, type Looked } from '../../store/blobs/file-type.ts';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { addFile, uploadRoom } from './commands.ts';

export interface StorePorts {
  blobs: Pick<Blobs, 'receive' | 'keep' | 'discard'>;
  freeBytes(): Promise<number>;
}

export interface NewBytes {
  roomId: string;
  bytes: Uint8Array;
  bytesMax: number;
  /** By its content. Throws AppError when it is not taken. */
  nameFor(looked: Looked): string;
}

/** Stores a file that can then be sent in the room. `actor`: with the rights of each moment. Throws AppError. */
export type StoreBytes = (actor: () => Actor, file: NewBytes) => Promise<FileInfo>;

export function createStoreBytes(core: Core, { blobs, freeBytes }: StorePorts): StoreBytes {
  return async (actor, { roomId, bytes, bytesMax, nameFor }) => {
    const requireRoom = () => {
      const room = uploadRoom(core, actor(), roomId, 0);
      // The server cannot seal it.
      if (room.encrypted) throw new AppError('access_denied', 'That room is sealed.');
      return room;
    };
    requireRoom();
    const left = core.limits.storageLeft(actor());
    if (left !== null && left < bytes.length) throw core.limits.quotaExceeded(actor());
    const received = await blobs.receive(asStream(bytes), { bytesMax, announced: bytes.length, freeBytes });
    try {
      const looked = await lookAt(received.path);
      const name = nameFor(looked);
      return await blobs.keep(received, () => addFile(core, actor(), { room: requireRoom(), name, received, looked }));
    } finally {
      await blobs.discard(received);
    }
  };
}

async function* asStream(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
