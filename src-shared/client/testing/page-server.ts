// The server's side of a handshake, for tests of its clients.
import { PageChallenge, pageProof, serverProof, type PageChallengeReply, type Handshake, type PageSession } from '../../page-proof.ts';

export const SESSION: PageSession = { id: 'session-1', secret: 'pag_1' };
export const SERVER_NONCE = 'nonce-of-this-run';

export interface PageServer {
  /** The answer to `challenge`. */
  answer(payload: unknown): PageChallengeReply;
  /** Whether that is the page's proof in the handshake that was answered last. */
  isProof(payload: unknown): boolean;
}

export function createPageServer(host: string, { id, secret }: PageSession = SESSION): PageServer {
  let shaken: Handshake | null = null;
  return {
    answer(payload) {
      const { session_id, nonce: page_nonce } = PageChallenge.parse(payload);
      if (session_id !== id) throw new Error(`Asked about another session: ${session_id}`);
      shaken = { session_id, host, page_nonce, nonce: `nonce-${page_nonce.slice(0, 4)}`, server_nonce: SERVER_NONCE };
      return { server_nonce: SERVER_NONCE, nonce: shaken.nonce, now: Date.now(), proof: serverProof(secret, shaken) };
    },
    isProof: (payload) => shaken !== null && JSON.stringify(payload) === JSON.stringify({ proof: pageProof(secret, shaken) }),
  };
}
