import { uuidv7 } from 'uuidv7';

/** A new id: UUIDv7 (RFC 9562), so ids made later sort later. Clients make message ids with it too. */
export function newId(): string {
  return uuidv7();
}

/** The one room every home has from the start; its id is also its name. */
export const LOBBY_ID = 'lobby';

/** The home's own key, which is in a file of its data folder. */
export const HOME_KEY_ID = 'home';

/** The built-in agent that is in every home. */
export const PORTER_ID = 'porter';
