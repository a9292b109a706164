// The page's half of its session, in the storage of its own origin: unlike cookies, that is kept apart for each port.
import { PageSession } from '../../src-shared/page-proof.ts';

const KEY = 'lanai.session';

export function readPageSession(storage: Pick<Storage, 'getItem'>): PageSession | null {
  try {
    const { success, data } = PageSession.safeParse(JSON.parse(storage.getItem(KEY) ?? 'null'));
    return success ? data : null;
  } catch {
    return null;
  }
}

/** In a browser that keeps nothing, the session lasts as long as the page. */
export function keepPageSession(storage: Pick<Storage, 'setItem'>, session: PageSession): void {
  try {
    storage.setItem(KEY, JSON.stringify(session));
  } catch (error) {
    console.warn('The browser does not keep the session.', error);
  }
}

export function forgetPageSession(storage: Pick<Storage, 'removeItem'>): void {
  storage.removeItem(KEY);
}
