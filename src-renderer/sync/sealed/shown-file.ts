import type { FileInfo } from '../../../src-shared/files.ts';
import { sealId } from '../../../src-shared/sealed-mark.ts';

/** A file as this device can show it. One of a sealed room has the key of its content, or stays shut. */
export interface ShownFile extends FileInfo {
  seal?: { key: Uint8Array } | 'shut';
  /** Of the name that the home has. */
  seal_id?: string;
}

/** The facts of a file in the message that carries it. */
export function sealIdOf(file: ShownFile): string {
  return file.seal_id ?? sealId(file.name);
}
