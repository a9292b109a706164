// How far each room was handled, in a file: after a restart nothing is lost, and nothing is answered twice.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../../../src-shared/reason.ts';
import * as z from 'zod/mini';
import type { Place } from '../../../src-main/cli/wait/place.ts';

const KeptPlace = z.object({ seq: z.int(), epoch: z.nullable(z.int()), at: z.number() });
const Kept = z.object({ agentId: z.string(), at: z.number(), rooms: z.record(z.string(), KeptPlace) });

export interface Cursors {
  /** In milliseconds: when it was last written. Null: this agent was never here. */
  readonly since: number | null;
  /** The last message of the room that was handled. */
  get(roomId: string): Place | undefined;
  set(roomId: string, place: Place): void;
  drop(roomId: string): void;
}

export interface CursorPorts {
  now(): number;
  log(text: string): void;
}

export function openCursors(file: string, agentId: string, { now, log }: CursorPorts): Cursors {
  const kept = read(file);
  // Another agent has its own place.
  const mine = kept?.agentId === agentId ? kept : null;
  const rooms = new Map(Object.entries(mine?.rooms ?? {}));
  let hasFailed = false;
  const write = (): void => {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const fresh = `${file}.${process.pid}.new`;
    writeFileSync(fresh, JSON.stringify({ agentId, at: now(), rooms: Object.fromEntries(rooms) }), { mode: 0o600 });
    renameSync(fresh, file);
  };
  /** A full disk ends nothing: until the next start the places in memory count. */
  const tryToWrite = (): void => {
    try {
      write();
      hasFailed = false;
    } catch (error) {
      if (!hasFailed) log(`The place in the rooms cannot be saved: ${reasonOf(error)}`);
      hasFailed = true;
    }
  };
  return {
    since: mine?.at ?? null,
    get: (roomId) => rooms.get(roomId),
    set(roomId, place) {
      const known = rooms.get(roomId);
      if (known?.seq === place.seq && known.epoch === place.epoch) return;
      rooms.set(roomId, place);
      tryToWrite();
    },
    drop(roomId) {
      if (rooms.delete(roomId)) tryToWrite();
    },
  };
}

/** A file that cannot be read counts as none: the agent then begins with the newest message. */
function read(file: string): z.infer<typeof Kept> | null {
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}
