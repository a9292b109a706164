// The clients that may read /metrics.
import { AppError } from '../../../src-shared/errors.ts';
import { EVERY_RIGHT } from '../domain/actor.ts';
import { mayAdminister } from '../domain/policy.ts';
import type { HttpDeps } from './app.ts';
import { actorOfSession, keyOfRequest } from './authenticate.ts';
import type { HttpContext } from './env.ts';

/** For the owner's and the admins' sessions and for keys of theirs that read the whole home, so the home's own key too: a scraper needs no more. Using a key here makes no agent of it. */
export function requireMetricsReader({ core, cookieName }: HttpDeps, c: HttpContext): void {
  const held = keyOfRequest(core, c);
  if (held) {
    const { key } = held;
    const owner = { participant_id: key.owner_id, grant: EVERY_RIGHT };
    if (key.room_ids === null && key.rights.includes('read') && mayAdminister(core.directory, owner)) return;
    throw new AppError('access_denied', 'Metrics need a key of the owner that may read the whole home.');
  }
  const actor = actorOfSession(core, cookieName, c);
  if (!actor) throw new AppError('unauthorized', 'Send a key as "Authorization: Bearer lan_…".');
  if (!mayAdminister(core.directory, actor)) throw new AppError('access_denied');
}

/** The same, without an error. */
export function mayReadMetrics(deps: HttpDeps, c: HttpContext): boolean {
  try {
    requireMetricsReader(deps, c);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}
