// Keys: made, changed, given another secret, ended. Secrets leave this file once, when they are made.
import { AppError } from '../../../../src-shared/errors.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { verifierOf } from '../../../../src-shared/key-proof.ts';
import type { KEY_COMMANDS } from '../../../../src-shared/commands/keys.ts';
import type { Key } from '../../../../src-shared/keys.ts';
import type { HeldKey } from '../actor.ts';
import type { Commands, Context, Core } from '../core.ts';
import { forgetAgentsOfKey } from '../agents/forget.ts';
import { requirePermission, has, mayAdminister, ownerPersonId, visibleRoom } from '../policy.ts';
import type { Seat } from '../presence/registry.ts';
import { hashSecret, kept, newSecret } from '../access/secrets.ts';

type KeyCommand = Exclude<keyof typeof KEY_COMMANDS, 'remove_agents'>;

/** A secret that is being written to the file from which a program reads it. */
export interface SecretFile {
  publish(): void;
  discard(): void;
}

export interface KeyPorts {
  /** Ends the connections made with a key. */
  endConnections(which: { key_id: string }): void;
  /** Those connected with the key may from now on what it allows now. */
  applyKeyChange(key: Key): void;
  /** Connections with an earlier secret stay until then. The caller's connection gets the reply before it is closed. */
  expireSecret(keyId: string, until: number, asking: Seat | null): void;
  /** Null for keys that no file of the home holds. */
  secretFile(keyId: string, secret: string): SecretFile | null;
}

export function keyCommands(core: Core, ports: KeyPorts): Pick<Commands, KeyCommand> {
  return {
    async create_key(context, { label, room_ids, rights }) {
      administers(core, context);
      const scope = scopeOf(core, context, { room_ids: room_ids ?? null, rights });
      return insertKey(core, { label, owner_id: ownerPersonId(core.directory, context.actor), ...scope });
    },

    list_keys(context) {
      requirePermission(context.actor.grant.room_ids === null, FOR_SOME_ROOMS);
      const keys = core.directory.keys.of(ownerPersonId(core.directory, context.actor));
      return { keys: keys.map((key) => shown(core, key)) };
    },

    async update_key(context, { key_id, label, room_ids, rights }) {
      administers(core, context);
      const key = ownKey(core, context, key_id);
      const asked = { room_ids: room_ids === undefined ? key.room_ids : room_ids, rights: rights ?? key.rights };
      const updated = await core.write('updateKey', { id: key_id, label: label ?? key.label, ...scopeOf(core, context, asked) });
      ports.applyKeyChange(updated);
      return shown(core, updated);
    },

    async rotate_key(context, { key_id, grace_ms }) {
      administers(core, context);
      // The caller will hold its secret.
      requireWithin(context, ownKey(core, context, key_id));
      const secret = newSecret('lan_');
      const now = core.now();
      const good_until = now + grace_ms;
      const file = ports.secretFile(key_id, secret);
      const rotated = await core.write('rotateKey', { id: key_id, good_until, now, ...kept(secret) }).catch((error: unknown) => {
        file?.discard();
        throw error;
      });
      file?.publish();
      ports.expireSecret(key_id, good_until, context.seat);
      return { key: shown(core, rotated), secret };
    },

    async revoke_key(context, { key_id }) {
      requirePermission(context.actor.grant.room_ids === null, FOR_SOME_ROOMS);
      ownKey(core, context, key_id);
      const revoked = await core.write('revokeKey', { id: key_id });
      ports.endConnections({ key_id });
      await forgetAgentsOfKey(core, key_id);
      return shown(core, revoked);
    },
  };
}

/** The secret leaves the server only in the reply to this request. */
export async function insertKey(
  core: Core,
  fields: Pick<Key, 'label' | 'owner_id' | 'room_ids' | 'rights'>,
): Promise<{ key: Key; secret: string }> {
  const secret = newSecret('lan_');
  const key = await core.write('createKey', { id: newId(), ...fields, ...kept(secret) });
  return { key, secret };
}

export const FOR_SOME_ROOMS = 'This key is for some rooms only.';

export function administers(core: Core, { actor }: Context): void {
  requirePermission(mayAdminister(core.directory, actor), 'Only the owner or an admin can do that.');
}

export function ownKey(core: Core, { actor }: Context, id: string): Key {
  const key = core.directory.keys.find(id);
  if (key?.owner_id !== ownerPersonId(core.directory, actor)) throw new AppError('key_not_found');
  return key;
}

type KeyScope = Pick<Key, 'room_ids' | 'rights'>;

/** The requested permissions of a key, each once. No more than its person has, nor than the key that is used to request it. */
export function scopeOf(core: Core, context: Context, asked: KeyScope): KeyScope {
  const scope = { room_ids: asked.room_ids && [...new Set(asked.room_ids)], rights: [...new Set(asked.rights)] };
  requireWithin(context, scope);
  const person = { participant_id: ownerPersonId(core.directory, context.actor), grant: context.actor.grant };
  for (const id of scope.room_ids ?? []) if (!visibleRoom(core.directory, person, id)) throw new AppError('room_not_found');
  return scope;
}

function requireWithin({ actor }: Context, { rights }: KeyScope): void {
  requirePermission(
    rights.every((right) => has(actor, right)),
    'A key cannot give what it does not allow itself.',
  );
}

/** An old secret whose grace is over is none. */
function shown(core: Core, key: Key): Key {
  const isOver = key.old_secret_until !== null && key.old_secret_until <= core.now();
  return isOver ? { ...key, old_secret_until: null } : key;
}

/** `unauthorized`, because there is no such key: an agent that was removed may have a valid one. The audit log counts these. */
export class InvalidKey extends AppError {
  constructor(message?: string) {
    super('unauthorized', message);
  }
}

/** The key with this secret, if it may be used. From then on the secret can be proved too. */
export function heldKey(core: Core, secret: string): HeldKey | null {
  const held = heldKeyOf(core, hashSecret(secret));
  // No caller waits for it: after a failure it is kept the next time.
  if (held) keepVerifierOf(core, secret).catch(() => undefined);
  return held;
}

/** Keys of older versions have no verifier until their secret is sent once. */
export async function keepVerifierOf(core: Core, secret: string): Promise<void> {
  const secret_hash = hashSecret(secret);
  if (core.directory.keys.verifier(secret_hash) === null) await core.write('keepVerifier', { secret_hash, ...verifierOf(secret) });
}

/** The same by the secret's hash, for clients that have proved the secret. */
export function heldKeyOf(core: Core, hash: string): HeldKey | null {
  const current = core.directory.keys.bySecret(hash);
  if (current) return current.revoked_at === null ? { key: current, good_until: null } : null;
  const old = core.directory.keys.oldSecret(hash);
  if (!old || old.good_until <= core.now()) return null;
  const key = core.directory.keys.find(old.key_id);
  return key && key.revoked_at === null ? { key, good_until: old.good_until } : null;
}
