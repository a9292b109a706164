import { AppError } from '../../../../src-shared/errors.ts';
import { grantOfKey, type Actor } from '../actor.ts';
import type { Directory } from '../directory.ts';
import { has, requirePermission } from '../policy.ts';

/**
 * The actor with what its credential allows now: a key may have been changed or ended while a request waited, and a session may be
 * over. Throws `unauthorized`, and `access_denied` when it may not read any more.
 */
export function currentReader(directory: Directory, now: number, asker: Actor): Actor {
  const actor = currentActor(directory, now, asker);
  requirePermission(has(actor, 'read'), 'This key does not allow that.');
  return actor;
}

/** The actor with what its credential allows now. Throws `unauthorized`. */
export function currentActor(directory: Directory, now: number, actor: Actor): Actor {
  const { participant_id, grant } = actor;
  const isOver = grant.expires_at !== null && grant.expires_at <= now;
  if (grant.key_id !== null) {
    const key = directory.keys.find(grant.key_id);
    if (!key || key.revoked_at !== null || isOver) throw new AppError('unauthorized');
    return { participant_id, grant: grantOfKey({ key, good_until: grant.expires_at }) };
  }
  if (grant.session_id !== null && (isOver || !directory.sessions.find({ id: grant.session_id }))) throw new AppError('unauthorized');
  return actor;
}
