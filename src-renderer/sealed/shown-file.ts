import type { FileInfo } from '../../src-shared/files.ts';

/** A file as this device can show it. One of a sealed room has the key of its content, or stays shut. */
export interface ShownFile extends FileInfo {
  seal?: { key: Uint8Array } | 'shut';
}
