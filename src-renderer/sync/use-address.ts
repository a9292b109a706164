import { useState } from 'react';
import type { Signer } from '../../src-shared/signer.ts';
import { signedAddress } from './home-fetch.ts';
import { useHomeState } from './store.ts';

interface Signed {
  path: string;
  signer: Signer;
  address: string;
}

/**
 * The signed address of a file or a picture, for fetches of the browser itself. Null until the app is connected. An address stays
 * when the connection is lost.
 */
export function useAddress(path: string): string | null {
  const signer = useHomeState((state) => state.signer);
  const [signed, setSigned] = useState<Signed | null>(null);
  if (signer && (signed?.signer !== signer || signed.path !== path)) {
    const next = { path, signer, address: addressBy(signer, path) };
    setSigned(next);
    return next.address;
  }
  return signed?.path === path ? signed.address : null;
}

/** Every view of the same file asks for the same address: the browser has it at once then. */
const addresses = new WeakMap<Signer, Map<string, string>>();

function addressBy(signer: Signer, path: string): string {
  const known = addresses.get(signer) ?? new Map<string, string>();
  addresses.set(signer, known);
  const address = known.get(path) ?? signedAddress(signer, path);
  known.set(path, address);
  return address;
}

/** Null whenever the home is away: for a link, which asks only when it is followed. */
export function useLinkAddress(path: string): string | null {
  const isThere = useHomeState((state) => state.signer !== null);
  const address = useAddress(path);
  return isThere ? address : null;
}
