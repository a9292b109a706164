import type { StoreApi } from 'zustand';
import { signedAddress } from '../sync/home-fetch.ts';
import type { HomeState } from '../sync/home-state.ts';

/** On a phone's home screen the app has the name of the home. The home says it only to those who are signed in. */
export function nameManifest(store: StoreApi<HomeState>, document: Document): () => void {
  const link = document.querySelector<HTMLLinkElement>('link[rel="manifest"]');
  return store.subscribe(({ signer }, before) => {
    if (link && signer && signer !== before.signer) link.href = signedAddress(signer, '/manifest.webmanifest');
  });
}
