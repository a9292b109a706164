// How far each room was handled, in a file: after a restart nothing is lost, and nothing is answered twice.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { reasonOf } from '../../../src-shared/reason.ts';
import * as z from 'zod/mini';

const Kept = z.object({ agentId: z.string(), at: z.number(), rooms: z.record(z.string(), z.number()) });

export interface Cursors {
  /** In milliseconds: when it was last written. Null: this agent was never here. */
  readonly since: number | null;
  /** The number of the last message of the room that was handled. */
  get(roomId: string): number | undefined;
  set(roomId: string, seq: number): void;
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
    set(roomId, seq) {
      if (rooms.get(roomId) === seq) return;
      rooms.set(roomId, seq);
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
