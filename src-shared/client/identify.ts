// How a client identifies itself on a new connection, before it asks for anything else.
import type { Connection } from './connection.ts';
import type { ClientSocket } from './socket.ts';
import type * as z from 'zod/mini';
import type { PageProof, PageWelcome } from '../page-proof.ts';
import { greet, type OwnSide, type Signer } from '../signer.ts';

export interface Identified {
  /** For requests over HTTP; null where they are not signed. */
  signer: Signer | null;
  /** Settles when the server has accepted the client. Requests may be sent before that: the server reads frames in order. */
  accepted: Promise<unknown>;
}

/**
 * `closingCode`: the code with which the server closed the last connection, or null. Rejects with NotOurServer when the peer is not
 * the server, with AppError when the server refused.
 */
export type Identify<S extends ClientSocket = ClientSocket> = (
  connection: Connection<S>,
  closingCode: string | null,
) => Promise<Identified>;

/**
 * By the page secret of a session: both sides prove that they have it. `onWelcome`: called when the server has accepted the page.
 * `also`: is said with the proof.
 */
export function asPage(side: OwnSide, onWelcome?: (welcome: PageWelcome) => void, also?: Partial<z.infer<typeof PageProof>>): Identify {
  return async (connection) => {
    const { challenge, accept } = greet(side);
    const { prove, signer } = accept(await connection.request('page_challenge', challenge));
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the server has proved itself
    const welcomed = (reply: unknown): void => onWelcome?.(reply as PageWelcome);
    return { signer, accepted: connection.request('page_proof', { ...prove, ...also }).then(welcomed) };
  };
}
