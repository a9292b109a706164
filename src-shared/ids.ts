import { uuidv7 } from 'uuidv7';

/** A new id: UUIDv7 (RFC 9562), so ids made later sort later. Clients make message ids with it too. */
export function newId(): string {
  return uuidv7();
}

/** The one room every home has from the start; its id is also its name. */
export const LOBBY_ID = 'lobby';

/** The built-in agent that is in every home. */
export const PORTER_ID = 'porter';
