// The place in the app and the fragment of its address keep each other.
import type { StoreApi } from 'zustand';
import * as z from 'zod/mini';
import { appPath, parseAppPath, type Place } from '../../src-shared/deep-link.ts';
import { keepRecentRoom } from '../sync/device/recent-rooms.ts';
import type { HomeState } from '../sync/home-state.ts';

const LAST_ROOM_KEY = 'lanai.last-room';

export interface Routing {
  /** `replaces`: the back button does not return to where one was. */
  goTo(place: Place | null, options?: { replaces: boolean }): void;
  /** To the list of rooms, as the back button would when one came from there: the same room is not twice behind it then. */
  leaveRoom(): void;
  close(): void;
}

/** How many steps back in the browser's history the list of rooms is. */
const Entry = z.object({ stepsToList: z.number() });

export function createRouting(store: StoreApi<HomeState>, page: Window): Routing {
  const setPlace = (place: Place | null): void => {
    if (place) keepRecentRoom(page.localStorage, place.room_id);
    store.setState({ place });
  };
  const show = (): void => setPlace(parseAppPath(page.location.hash.slice(1)));

  function onHashChange(): void {
    if (!samePlace(store.getState().place, parseAppPath(page.location.hash.slice(1)))) show();
  }

  /** Going back takes the browser a moment; what is gone to meanwhile is written down after it. */
  let isGoingBack = false;
  let afterGoingBack: (() => void) | null = null;
  function onPopState(): void {
    isGoingBack = false;
    const write = afterGoingBack;
    afterGoingBack = null;
    write?.();
  }

  function write(place: Place | null, steps: number | null, replaces: boolean): void {
    const hash = place ? `#${appPath(place)}` : '#/';
    if (hash === page.location.hash) return;
    if (replaces) page.history.replaceState(page.history.state, '', hash);
    else page.history.pushState(place && steps !== null ? { stepsToList: steps + 1 } : null, '', hash);
  }

  page.addEventListener('hashchange', onHashChange);
  page.addEventListener('popstate', onPopState);
  show();
  return {
    goTo(place, options) {
      if (place) page.localStorage.setItem(LAST_ROOM_KEY, place.room_id);
      const steps = store.getState().place === null ? 0 : stepsToList(page);
      if (isGoingBack) afterGoingBack = () => write(place, steps, false);
      else write(place, steps, options?.replaces === true);
      // A new object even when it is the same place: to go there again is to look at that message again.
      setPlace(place && { ...place });
    },
    leaveRoom() {
      const steps = stepsToList(page);
      store.setState({ place: null });
      if (steps === null) return page.history.replaceState(null, '', '#/');
      isGoingBack = true;
      page.history.go(-steps);
    },
    close() {
      page.removeEventListener('hashchange', onHashChange);
      page.removeEventListener('popstate', onPopState);
    },
  };
}

function stepsToList(page: Window): number | null {
  const entry = Entry.safeParse(page.history.state);
  return entry.success ? entry.data.stepsToList : null;
}

/** No room was opened in this browser yet. */
export function isFirstVisit(storage: Storage): boolean {
  return storage.getItem(LAST_ROOM_KEY) === null;
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
