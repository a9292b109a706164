import type { Commands, Core } from '../core.ts';
import { every, type After } from '../clock.ts';
import { requirePermission, mayAdminister } from '../policy.ts';

type LimitCommand = 'get_limits' | 'set_limits';

export function limitCommands(core: Core): Pick<Commands, LimitCommand> {
  return {
    get_limits({ actor }) {
      requirePermission(mayAdminister(core.directory, actor));
      return core.limits.all;
    },

    async set_limits({ actor }, changed) {
      requirePermission(mayAdminister(core.directory, actor), 'Only the owner or an admin can do that.');
      core.limits.change(await core.write('setLimits', changed));
      return core.limits.all;
    },
  };
}

/** A crash forgets what was taken from the buckets in the last so much time. */
const SAVE_EVERY_MS = 10_000;

/** Keeps what is left in the buckets, so that a restart fills none. Returns the end, after which all is kept. */
export function startSavingLevels({
  core,
  after,
  log,
}: {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}): () => Promise<void> {
  let isAnySaved = true;
  async function save(): Promise<void> {
    const levels = core.limits.levels();
    if (levels.length === 0 && !isAnySaved) return;
    await core.write('saveBucketLevels', { levels });
    isAnySaved = levels.length > 0;
  }
  const saveOrSay = (): Promise<void> => save().catch((error: unknown) => log('The limits could not be kept', error));
  const stop = every(after, SAVE_EVERY_MS, () => void saveOrSay());
  return async () => {
    stop();
    await saveOrSay();
  };
}
