import path from 'node:path';
import { inject } from 'vitest';
import type { StoreOptions } from '../store/store.ts';
import { createTestClock } from './clock.ts';

/** The options of a store in this folder, for tests that listen to nothing. */
export function storeOptions(dataDir: string): StoreOptions {
  return {
    dataDir,
    writerProgram: path.join(inject('gatewayThreads'), 'writer.cjs'),
    readerProgram: path.join(inject('gatewayThreads'), 'reader.cjs'),
    onRows: () => undefined,
    onChanges: () => undefined,
    onDeath: (error) => {
      throw error;
    },
    onRead: () => undefined,
    after: createTestClock().after,
    log: () => undefined,
  };
}
