// How long messages stay. Where the owner set a time, those that are older go for good, a few at once, in every room that
// lasts: direct ones and sealed ones too.
import type { Commands, Core } from './core.ts';
import { every, type After } from './clock.ts';
import { demand, mayKeepHome } from './policy.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const SWEEP_EVERY_MS = 60 * 60 * 1000;
/** What a wrong clock deletes is gone for good. So it is believed by itself only after it went on with the time for so long. */
const CLOCK_TRIED_MS = 10 * 60 * 1000;
const CLOCK_WRONG_MS = 60 * 1000;
const SWEEP_EVERY_TRIES = SWEEP_EVERY_MS / CLOCK_TRIED_MS;
/** In one act of the writer. */
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
    preview_retention({ actor }, { days }) {
      demand(mayKeepHome(core.directory, actor), ONLY_OWNER);
      const old = core.reads.rooms().map(({ id }) => oldMessages(core, id, core.now() - days * DAY_MS));
      return { messages: old.reduce((sum, count) => sum + count, 0), rooms: old.filter((count) => count > 0).length };
    },

    async set_retention({ actor }, { days }) {
      demand(mayKeepHome(core.directory, actor), ONLY_OWNER);
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
    work = work.then(run).catch((error: unknown) => log('Old messages could not be deleted', error));
  };
  async function run(): Promise<void> {
    let swept = 0;
    for (const { id } of core.reads.rooms()) swept += await sweepRoom(id);
    if (swept === 0) return;
    core.foldLog();
    onSwept();
  }
  async function sweepRoom(roomId: string): Promise<number> {
    for (let swept = 0; ;) {
      // Asked each time: the owner may have thought better of it.
      const { keep_days: days } = core.directory.home;
      if (isEnded || days === null) return swept;
      const before = core.now() - days * DAY_MS;
      const first = core.reads.writtenAt(roomId, core.reads.sweptSeq(roomId) + 1);
      if (first === null || first >= before) return swept;
      const count = await core.write('sweepRoom', { room_id: roomId, before, limit: SWEPT_AT_ONCE });
      swept += count;
      if (count < SWEPT_AT_ONCE) return swept;
    }
  }
  let triedAt = core.now();
  let tries = 0;
  function tryClock(): void {
    const now = core.now();
    const isSteady = Math.abs(now - triedAt - CLOCK_TRIED_MS) < CLOCK_WRONG_MS;
    triedAt = now;
    if (isSteady && tries % SWEEP_EVERY_TRIES === 0) sweep();
    tries = isSteady ? tries + 1 : 0;
  }
  const stop = every(after, CLOCK_TRIED_MS, tryClock);
  return {
    sweep,
    async close() {
      isEnded = true;
      stop();
      await work;
    },
  };
}

/** By halves, since messages of a room are in the order in which they were written: it reads a few of them, however many there are. */
function oldMessages(core: Core, roomId: string, before: number): number {
  const swept = core.reads.sweptSeq(roomId);
  let low = swept;
  let high = core.reads.lastSeq(roomId);
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if ((core.reads.writtenAt(roomId, middle) ?? Infinity) < before) low = middle;
    else high = middle - 1;
  }
  return low - swept;
}
