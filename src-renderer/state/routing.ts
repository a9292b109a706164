// The place in the app and the fragment of its address keep each other.
import type { StoreApi } from 'zustand';
import { appPath, parseAppPath, type Place } from '../../src-shared/deep-link.ts';
import type { HomeState } from './home-state.ts';

const LAST_ROOM_KEY = 'lanai.last-room';

export interface Routing {
  /** `replaces`: the back button does not return to where one was. */
  goTo(place: Place | null, options?: { replaces: boolean }): void;
  close(): void;
}

export function createRouting(store: StoreApi<HomeState>, page: Window): Routing {
  const show = (): void => store.setState({ place: parseAppPath(page.location.hash.slice(1)) });

  function onHashChange(): void {
    if (!samePlace(store.getState().place, parseAppPath(page.location.hash.slice(1)))) show();
  }

  page.addEventListener('hashchange', onHashChange);
  show();
  return {
    goTo(place, options) {
      if (place) page.localStorage.setItem(LAST_ROOM_KEY, place.room_id);
      const hash = place ? `#${appPath(place)}` : '#/';
      if (hash !== page.location.hash) page.history[options?.replaces ? 'replaceState' : 'pushState'](null, '', hash);
      // A new object even when it is the same place: to go there again is to look at that message again.
      store.setState({ place: place && { ...place } });
    },
    close: () => page.removeEventListener('hashchange', onHashChange),
  };
}

/** Where to start when the address names no room: where one was last, else the lobby, else any room. */
export function startingRoom(state: HomeState, storage: Storage, lobbyId: string): string | null {
  const rooms = state.snapshot?.rooms ?? {};
  const candidates = [storage.getItem(LAST_ROOM_KEY), lobbyId, ...Object.keys(rooms)];
  return candidates.find((id): id is string => id !== null && rooms[id] !== undefined && rooms[id].room.archived_at === null) ?? null;
}

function samePlace(a: Place | null, b: Place | null): boolean {
  return a?.room_id === b?.room_id && a?.seq === b?.seq;
}
