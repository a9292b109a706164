import type { StoreOptions } from '../store/store.ts';
import { createTestClock } from './clock.ts';

/** The options of a store in this folder, for tests that listen to nothing. */
export function storeOptions(dataDir: string): StoreOptions {
  return {
    dataDir,
    writerProgram: new URL('../writer.ts', import.meta.url),
    readerProgram: new URL('../store/reader.ts', import.meta.url),
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
