// Signs what a page asks over HTTP, once its server has proved itself.
import {
  addressEnd,
  addressProof,
  isSameProof,
  pageProof,
  requestProof,
  serverProof,
  withProof,
  PageChallengeReply,
  type Handshake,
  type PageSession,
} from './page-proof.ts';

/** Another program has the server's place. Nothing more is sent to it. */
export class NotOurServer extends Error {
  override readonly name = 'NotOurServer';
}

export interface Signer {
  /** For the header of a request. `path`: with its query, as it is sent. */
  proof(method: string, path: string): string;
  /** The same address, signed for reading, for what a browser fetches itself. */
  address(path: string): string;
}

export interface OwnSide {
  session: PageSession;
  /** host:port of the server, as the page's address has it. */
  host: string;
  now(): number;
  /** Random. */
  newNonce(): string;
}

export interface Greeting {
  /** To be sent first. */
  challenge: { session_id: string; nonce: string };
  /** Throws NotOurServer when the peer does not hold the page secret. */
  accept(reply: unknown): Met;
}

export interface Met {
  /** To be sent next, and before anything else. */
  prove: { proof: string };
  signer: Signer;
}

export function greet({ session, host, now, newNonce }: OwnSide): Greeting {
  const page_nonce = newNonce();
  return {
    challenge: { session_id: session.id, nonce: page_nonce },
    accept(reply) {
      const { success, data } = PageChallengeReply.safeParse(reply);
      if (!success) throw new NotOurServer();
      const { server_nonce, nonce, now: serverNow, proof } = data;
      const shaken: Handshake = { session_id: session.id, host, page_nonce, nonce, server_nonce };
      if (!isSameProof(proof, serverProof(session.secret, shaken))) throw new NotOurServer();
      const behind_ms = serverNow - now();
      const where = { server_nonce, host };
      return {
        prove: { proof: pageProof(session.secret, shaken) },
        signer: {
          proof: (method, path) => requestProof(session.secret, where, method, path),
          address: (path) => withProof(path, addressProof(session.secret, where, path, addressEnd(now() + behind_ms))),
        },
      };
    },
  };
}
