import { expect, it, vi } from 'vitest';
import type { Actor } from '../actor.ts';
import type { Core } from '../core.ts';
import { createStoreBytes } from './store-bytes.ts';

const actor = { participant_id: 'scout', grant: { key_id: null, room_ids: null, rights: new Set(['read', 'post']) } } as unknown as Actor;

function storing(room: Record<string, unknown>, left: number | null = null) {
  const core = {
    room: () => ({ room: { id: 'deck', archived_at: null, ephemeral: false, encrypted: false, ...room }, members: new Set(['scout']) }),
    limits: { requireStorage: () => undefined, storageLeft: () => left, quotaExceeded: () => new Error('The quota is used up.') },
    directory: { accounts: { unsentFileCount: () => 0 } },
  } as unknown as Core;
  const receive = vi.fn<() => never>(() => {
    throw new Error('It reached the disk.');
  });
  const store = createStoreBytes(core, {
    blobs: { receive, keep: receive, discard: () => Promise.resolve() },
    freeBytes: () => Promise.resolve(1e12),
  });
  return store(() => actor, { roomId: 'deck', bytes: Buffer.from('words'), bytesMax: 100, nameFor: () => 'a.txt' });
}

it.each([
  ['of a sealed room', { encrypted: true }, null, 'That room is sealed.'],
  ['of a room that keeps nothing', { ephemeral: true }, null, 'Nothing of this room is kept'],
  ['of an archived room', { archived_at: 1 }, null, 'archived'],
  ['beyond the quota', {}, 4, 'The quota is used up.'],
  ['that may be stored', {}, 5, 'It reached the disk.'],
])('a file %s is refused before anything of it is on the disk, or not at all', async (_what, room, left, sentence) => {
  await expect(storing(room, left)).rejects.toThrow(sentence);
});
