// The addresses of this home, for links to its rooms.
import { useMemo } from 'react';
import { appPath, type Place } from '../../src-shared/deep-link.ts';
import { isLoopbackHost } from '../../src-shared/loopback.ts';
import { useApp, useSharing } from './store.ts';

/** The facts that tell links to this home from others. */
export interface OwnHome {
  /** The origins at which it can be reached, that of this page included. */
  origins: readonly string[];
  hasRoom(roomId: string): boolean;
}

export function useOwnHome(): OwnHome {
  const { store } = useApp();
  const shared = useSharing()?.origins;
  return useMemo(
    () => ({
      origins: [window.location.origin, ...(shared ?? [])],
      hasRoom: (roomId) => store.getState().snapshot?.rooms[roomId] !== undefined,
    }),
    [store, shared],
  );
}

/** The address to copy for a place. */
export function usePlaceAddress(): (place: Place) => string {
  const { origins } = useOwnHome();
  return (place) => placeAddress(origins, place);
}

/**
 * The address of a place at which others reach the home. `origins`: that of this page first. A page on the home's own computer has an
 * address that leads nowhere for others, so a shared address takes its place.
 */
export function placeAddress([own = '', ...shared]: readonly string[], place: Place): string {
  const isOnlyHere = isLoopbackHost(new URL(own).hostname);
  const origin = (isOnlyHere ? shared[0] : undefined) ?? own;
  return `${origin}/#${appPath(place)}`;
}
