import type { Right } from '../../../src-shared/objects.ts';

/** What the way somebody came in allows. A session allows everything its person may do; a key may allow less. */
export interface Grant {
  /** The key it came with; null for a session, and for the home's own doings. */
  readonly key_id: string | null;
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
  room_ids: null,
  rights: new Set<Right>(['read', 'post', 'create', 'coordinate', 'admin']),
};
