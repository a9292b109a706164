// HTTP requests with a session: each with its proof, and none while the home is away. Another program may have its port then.
import { ConnectionLost } from '../../src-shared/client/pending-requests.ts';
import { PROOF_HEADER } from '../../src-shared/page-proof.ts';
import type { Signer } from '../../src-shared/signer.ts';

export type FetchFromHome = (path: string, init?: RequestInit) => Promise<Response>;

/** Null while the home is away. */
export type SignerNow = () => Signer | null;

export function createHomeFetch(fetch: typeof globalThis.fetch, signerNow: SignerNow): FetchFromHome {
  return async (path, init = {}) => {
    const headers = new Headers(init.headers);
    headers.set(PROOF_HEADER, proofFor(signerNow, init.method ?? 'GET', path));
    return fetch(path, { ...init, credentials: 'same-origin', headers });
  };
}

/** Throws ConnectionLost while the home is away. */
export function proofFor(signerNow: SignerNow, method: string, path: string): string {
  const signer = signerNow();
  if (!signer) throw new ConnectionLost('The home is away.');
  return signer.proof(method, asSent(path));
}

export function signedAddress(signer: Signer, path: string): string {
  return signer.address(asSent(path));
}

/** As the browser writes it: it escapes more than encodeURIComponent does. */
function asSent(path: string): string {
  const { pathname, search } = new URL(path, 'http://home');
  return `${pathname}${search}`;
}
