// How long messages stay. Where the owner set a time, those that are older go for good, a few at once, in every room that
// lasts: direct ones and sealed ones too.
import type { Commands, Core } from '../core.ts';
import { everySteadyHour, type After } from '../clock.ts';
import { requirePermission, mayKeepHome } from '../policy.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
/** In one operation of the writer. */
const SWEPT_AT_ONCE = 200;
const ONLY_OWNER = 'Only the owner can do that.';

export interface RetentionOptions {
  core: Core;
  after: After;
  /** Something was deleted: the index of the search still has it. */
  onSwept(): void;
  log(message: string, error: unknown): void;
}

export function retentionCommands(core: Core, sweep: () => void): Pick<Commands, 'preview_retention' | 'set_retention'> {
  return {
    async preview_retention({ actor }, { days }) {
      requirePermission(mayKeepHome(core.directory, actor), ONLY_OWNER);
      const { value: old } = await core.archive.olderThan(core.now() - days * DAY_MS);
      const rooms = old.filter(({ messages }) => messages > 0);
      return { messages: rooms.reduce((sum, { messages }) => sum + messages, 0), rooms: rooms.length };
    },

    async set_retention({ actor }, { days }) {
      requirePermission(mayKeepHome(core.directory, actor), ONLY_OWNER);
      const home = await core.write('setRetention', { keep_days: days });
      sweep();
      return home;
    },
  };
}

export interface Retention {
  /** Now, and not only when it is time. */
  sweep(): void;
  close(): Promise<void>;
}

export function startRetention({ core, after, onSwept, log }: RetentionOptions): Retention {
  let isEnded = false;
  let work: Promise<void> = Promise.resolve();
  const sweep = (): void => {
    // The clock may be set to a wrong time while the sweep waits or works.
    const now = core.now();
    work = work.then(() => run(now)).catch((error: unknown) => log('Old messages could not be deleted', error));
  };
  /** The time from which messages are kept. Null keeps all messages. */
  function oldestKept(now: number): number | null {
    const { keep_days: days } = core.directory.home;
    return days === null ? null : now - days * DAY_MS;
  }
  async function run(now: number): Promise<void> {
    const before = oldestKept(now);
    if (before === null) return;
    const { value: old } = await core.archive.olderThan(before);
    if (old.length === 0) return;
    for (const { room_id } of old) await sweepRoom(room_id, now);
    core.foldLog();
    onSwept();
  }
  async function sweepRoom(roomId: string, now: number): Promise<void> {
    for (;;) {
      // The owner may have changed the number of days meanwhile.
      const before = oldestKept(now);
      if (isEnded || before === null) return;
      const count = await core.write('sweepRoom', { room_id: roomId, before, limit: SWEPT_AT_ONCE });
      if (count < SWEPT_AT_ONCE) return;
    }
  }
  const stop = everySteadyHour({ now: () => core.now(), after }, sweep);
  return {
    sweep,
    async close() {
      isEnded = true;
      stop();
      await work;
    },
  };
}
