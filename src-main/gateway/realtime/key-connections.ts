// The effects of a changed key on its connections.
import type { Key } from '../../../src-shared/keys.ts';
import { grantOfKey } from '../domain/actor.ts';
import type { Core } from '../domain/core.ts';
import { has, visibleRoom } from '../domain/policy.ts';
import type { Seat } from '../domain/presence/registry.ts';
import type { Hub } from './hub.ts';

/**
 * Applies the key's new permissions, and closes the rooms that it no longer includes. Watching clients reconnect, since their
 * snapshot has the old permissions.
 */
export function applyKeyChange(core: Core, hub: Hub, key: Key): void {
  for (const connection of hub.ofKey(key.id)) {
    const { state } = connection;
    if (state.kind === 'app session' && state.isWatching)
      connection.end('access_denied', 'What this key allows was changed. Connect again.');
    if (!connection.actor || !connection.isOpen) continue;
    const { participant_id, grant: before } = connection.actor;
    const grant = grantOfKey({ key, good_until: before.expires_at });
    connection.setGrant(grant);
    const actor = { participant_id, grant };
    for (const roomId of core.presence.roomsOf(participant_id, connection)) {
      const mayStay = has(actor, 'read') && visibleRoom(core.directory, actor, roomId) !== null;
      if (!mayStay) core.presence.leave(roomId, participant_id, connection);
    }
  }
}

/** They came with secrets that are good until then. `asking` is ended as well, but not before it has its answer. */
export function expireSecret(core: Core, hub: Hub, keyId: string, until: number, asking: Seat | null): void {
  for (const connection of hub.ofKey(keyId)) {
    if (!connection.actor) continue;
    const { grant } = connection.actor;
    connection.setGrant({ ...grant, expires_at: Math.min(grant.expires_at ?? until, until) });
    if (until <= core.now() && connection !== asking) connection.endAccess();
  }
}
