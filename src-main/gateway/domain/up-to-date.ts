import type { HomeEvent } from '../../../src-shared/events/index.ts';
import type { AsOf } from '../store/interfaces/archive.ts';
import type { ReadMeanwhile } from './core.ts';

export interface UpToDateOptions<T> {
  /** Reads elsewhere. Events may be sent meanwhile. */
  read(): Promise<ReadMeanwhile<T>>;
  /** Reads in order with the operations: no event is sent between the read and the answer. */
  readInOrder(): Promise<AsOf<T>>;
  /** True when this event makes this answer old. */
  isAbout(event: HomeEvent, value: T): boolean;
}

/** In a room where so much happens that each read is late, the operations wait for the read after so many. */
const READS_MAX = 3;

/** Reads until the answer is as new as each event that was sent before it. */
export async function upToDate<T>({ read, readInOrder, isAbout }: UpToDateOptions<T>): Promise<T> {
  for (let reads = 0; reads < READS_MAX; reads += 1) {
    const { value, later } = await read();
    if (!later.some(({ event }) => isAbout(event, value))) return value;
  }
  return (await readInOrder()).value;
}

/** Old messages of the room may have been deleted, with their files and earlier texts: only the room's event says so. */
export function mayHaveExpired(roomId: string, event: HomeEvent): boolean {
  return event.type === 'room.changed' && event.room.id === roomId;
}
