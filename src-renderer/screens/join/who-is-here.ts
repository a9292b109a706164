import type { Person } from '../../../src-shared/objects.ts';
import { newNonce, type PageSession } from '../../../src-shared/page-proof.ts';
import { greet } from '../../../src-shared/signer.ts';
import { createHomeFetch } from '../../sync/home-fetch.ts';
import { readPageSession } from '../../sync/page-session.ts';
import { createAskHome, type AskHome } from '../../sync/home-api.ts';

/** The person as whom this browser is signed in already. */
export interface Here {
  me: Person;
  session: PageSession;
  /** With the proof of the session, so that a sign-in as another person ends it. */
  ask: AskHome;
}

/** Null for a stranger, and when it is not known: then the invite counts. */
export async function whoIsHere(page: Window): Promise<Here | null> {
  const session = readPageSession(page.localStorage);
  if (!session) return null;
  const fetch = page.fetch.bind(page);
  try {
    const { challenge, accept } = greet({ session, host: page.location.host, now: Date.now, newNonce });
    const { signer } = accept(await createAskHome(fetch)('prove_server', challenge));
    const ask = createAskHome(createHomeFetch(fetch, () => signer));
    return { me: (await ask('get_session', {})).me, session, ask };
  } catch {
    return null;
  }
}
