import { KEY_AGENT } from '../../../src-shared/agent-id.ts';
import type { EntranceKind } from '../../../src-shared/entrances.ts';
import { HOME_KEY_ID } from '../../../src-shared/ids.ts';
import type { Key, Right } from '../../../src-shared/keys.ts';

/** The permissions of a credential. A session allows everything that its person may do. A key may allow less. */
export interface Grant {
  /** The key it came with; null for a session, and for the home's own doings. */
  readonly key_id: string | null;
  /** The session of a page; null for all others. */
  readonly session_id: string | null;
  /** By which a page came in; null for all others. */
  readonly entrance: EntranceKind | null;
  /** When it ends automatically; null: not while its key lasts. */
  readonly expires_at: number | null;
  /** Null: every room the participant may see. */
  readonly room_ids: ReadonlySet<string> | null;
  readonly rights: ReadonlySet<Right>;
}

/** The participant who makes a request. */
export interface Actor {
  readonly participant_id: string;
  readonly grant: Grant;
  /** The person for whom an agent of the server acts; null: not known. Left out: the participant acts for themselves. */
  readonly for_id?: string | null;
}

export const EVERY_RIGHT: Grant = {
  key_id: null,
  session_id: null,
  entrance: null,
  expires_at: null,
  room_ids: null,
  rights: new Set<Right>(['read', 'post', 'create', 'coordinate', 'notes', 'admin']),
};

/** A program of a person has a session as a page has, with fewer rights. Its person did not write what it says. */
export function isProgram({ grant }: Actor): boolean {
  return grant.session_id !== null && !grant.rights.has('admin');
}

/** The owner's own scripts come with it. */
export function hasHomeKey({ grant }: Actor): boolean {
  return grant.key_id === HOME_KEY_ID;
}

/** A key, and the secret that the client holds of it. */
export interface HeldKey {
  key: Key;
  /** Until when the secret it came with is good; null: as long as the key. */
  good_until: number | null;
}

export function grantOfKey({ key, good_until }: HeldKey): Grant {
  const { id, room_ids, rights } = key;
  return {
    key_id: id,
    session_id: null,
    entrance: null,
    expires_at: good_until,
    room_ids: room_ids && new Set(room_ids),
    rights: new Set(rights),
  };
}

/** The account that limits count for: one for all agents of a key, or the participant's own. Agents with the home's own key have an account each. */
export function accountOf({ participant_id, grant }: Actor): string {
  return grant.key_id === null || grant.key_id === HOME_KEY_ID ? participant_id : `key ${grant.key_id}`;
}

/** The agent of a key, for requests that name no agent. */
export function agentIdOfKey(keyId: string): string {
  return KEY_AGENT + keyId;
}

/** Such ids are reserved for their keys: another agent cannot register one first. */
export function isOfAnotherKey(agentId: string, keyId: string): boolean {
  return agentId.startsWith(KEY_AGENT) && agentId !== agentIdOfKey(keyId);
}
