// The ids of what is imported follow from the ids in the archive. So an import that is done again finds what is there.
import { createHash } from 'node:crypto';
import type { ImportSource } from '../../../../src-shared/imports.ts';

export type Importable = 'person' | 'room' | 'message' | 'file';

/** A UUIDv8 (RFC 9562). `names`: the ids in the archive. */
export function importedId(source: ImportSource, kind: Importable, ...names: readonly string[]): string {
  const bytes = createHash('sha256')
    .update(JSON.stringify([source, kind, ...names]))
    .digest()
    .subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
