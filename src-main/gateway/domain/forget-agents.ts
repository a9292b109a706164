// Agents that came in once, belong to no room and left nothing are forgotten: everybody is sent all agents of the home, so
// there must not be more and more of them.
import { every, type After } from './clock.ts';
import type { Core } from './core.ts';

const SWEEP_EVERY_MS = 10 * 60 * 1000;
/** One that is not connected is kept for so long, for its owner to see. */
const UNUSED_LIFETIME_MS = 24 * 60 * 60 * 1000;
const AT_ONCE = 500;
/** So many make room for the next ones of their key. */
const ROOM_FOR = 50;

/** The key has as many agents as it may: those that came first and are not here make room. */
export async function makeRoomForAgents(core: Core, keyId: string): Promise<void> {
  const unused = core.reads.unusedAgentsOfKey(keyId, AT_ONCE).filter(({ removed_at }) => removed_at === null);
  await forget(
    core,
    unused
      .map(({ id }) => id)
      .filter((id) => !core.presence.isOnline(id))
      .slice(0, ROOM_FOR),
  );
}

/** The key was ended, or all its agents are to go: also those that are connected still. */
export async function forgetAgentsOfKey(core: Core, keyId: string): Promise<void> {
  for (let isMore = true; isMore;) {
    const unused = core.reads.unusedAgentsOfKey(keyId, AT_ONCE);
    const forgotten = await forget(
      core,
      unused.map(({ id }) => id),
    );
    isMore = unused.length === AT_ONCE && forgotten > 0;
  }
}

/** Returns its end. */
export function startForgettingAgents({
  core,
  after,
  log,
}: {
  core: Core;
  after: After;
  log(message: string, error: unknown): void;
}): () => void {
  async function sweep(): Promise<void> {
    const unused = core.reads.unusedAgentsBefore(core.now() - UNUSED_LIFETIME_MS, AT_ONCE);
    // One that was removed must not come back as new while its key is good.
    const over = unused.filter(({ removed_at, revoked_at }) => removed_at === null || revoked_at !== null);
    await forget(
      core,
      over.map(({ id }) => id).filter((id) => !core.presence.isOnline(id)),
    );
  }
  return every(after, SWEEP_EVERY_MS, () => void sweep().catch((error: unknown) => log('Agents could not be forgotten', error)));
}

/** Rooms that live in memory are not looked at by the store. */
async function forget(core: Core, ids: readonly string[]): Promise<number> {
  const unbound = ids.filter((id) => core.directory.roomIdsOf(id).size === 0 && !core.comingIn.has(id));
  return unbound.length === 0 ? 0 : core.write('forgetAgents', { ids: unbound });
}
