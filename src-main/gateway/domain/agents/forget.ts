// Forgets agents that registered once, are in no room and left nothing: clients get all agents of the home, so their number must
// not grow for ever.
import { every, type After } from '../clock.ts';
import type { Core } from '../core.ts';

const SWEEP_EVERY_MS = 10 * 60 * 1000;
/** An agent that is not connected is kept for this time, so that its owner can see it. */
const UNUSED_LIFETIME_MS = 24 * 60 * 60 * 1000;
const AT_ONCE = 500;
/** The most agents that are forgotten in one go to make room. */
const ROOM_FOR = 50;

/** The key has as many agents as it may: those that came first and are not here make room. */
export async function makeRoomForAgents(core: Core, keyId: string): Promise<void> {
  const { value: unused } = await core.archive.unusedAgentsOfKey(keyId, AT_ONCE);
  await forget(
    core,
    unused
      .filter(({ removed_at }) => removed_at === null)
      .map(({ id }) => id)
      .filter((id) => !core.presence.isOnline(id))
      .slice(0, ROOM_FOR),
  );
}

/** The key was ended, or all its agents are to go: also those that are connected still. */
export async function forgetAgentsOfKey(core: Core, keyId: string): Promise<void> {
  for (let isMore = true; isMore;) {
    const { value: unused } = await core.archive.unusedAgentsOfKey(keyId, AT_ONCE);
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
    const { value: unused } = await core.archive.unusedAgentsBefore(core.now() - UNUSED_LIFETIME_MS);
    await forget(core, unused.filter((id) => !core.presence.isOnline(id)).slice(0, AT_ONCE));
  }
  return every(after, SWEEP_EVERY_MS, () => void sweep().catch((error: unknown) => log('Agents could not be forgotten', error)));
}

/** The store does not know the rooms that live in memory. */
async function forget(core: Core, ids: readonly string[]): Promise<number> {
  const unbound = ids.filter((id) => core.directory.roomIdsOf(id).size === 0 && core.comingIn.of(id) === 0);
  return unbound.length === 0 ? 0 : core.write('forgetAgents', { ids: unbound });
}
