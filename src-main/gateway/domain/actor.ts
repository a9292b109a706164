import type { Key, Right } from '../../../src-shared/objects.ts';

/** What the way somebody came in allows. A session allows everything its person may do; a key may allow less. */
export interface Grant {
  /** The key it came with; null for a session, and for the home's own doings. */
  readonly key_id: string | null;
  /** The session it came with, by its token's hash; null for everything else. */
  readonly session_hash: string | null;
  /** Null: every room the participant may see. */
  readonly room_ids: ReadonlySet<string> | null;
  readonly rights: ReadonlySet<Right>;
}

/** Somebody who asks for something. */
export interface Actor {
  readonly participant_id: string;
  readonly grant: Grant;
}

export const EVERY_RIGHT: Grant = {
  key_id: null,
  session_hash: null,
  room_ids: null,
  rights: new Set<Right>(['read', 'post', 'create', 'coordinate', 'admin']),
};

export function grantOfKey({ id, room_ids, rights }: Key): Grant {
  return { key_id: id, session_hash: null, room_ids: room_ids && new Set(room_ids), rights: new Set(rights) };
}
