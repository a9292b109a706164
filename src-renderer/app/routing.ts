// The place in the app and the fragment of its address keep each other.
import type { StoreApi } from 'zustand';
import { appPath, parseAppPath, type Place } from '../../src-shared/deep-link.ts';
import { keepRecentRoom } from '../sync/device/recent-rooms.ts';
import { ThreadPlace, type HomeState } from '../sync/home-state.ts';
import type { BackStack } from '../ui/back.ts';
import { createPageHistory } from './page-history.ts';

const THREAD_KEY = 'lanai.thread';
const LAST_ROOM_KEY = 'lanai.last-room';
/** The address of the list of rooms. */
const LIST = '#/';

export interface Routing {
  /** The layers over the page: dialogs, sheets, menus. */
  back: BackStack;
  /** `replaces`: the back button does not return to where one was. */
  goTo(place: Place | null, options?: { replaces: boolean }): void;
  /** To the list of rooms, as the back button would when one came from there: the same room is not twice behind it then. */
  leaveRoom(): void;
  close(): void;
}

export function createRouting(store: StoreApi<HomeState>, page: Window): Routing {
  const setPlace = (place: Place | null): void => {
    if (place) keepRecentRoom(page.localStorage, place.room_id);
    const { room_id = '', thread_id } = place ?? {};
    store.setState({ place, ...(thread_id !== undefined && { thread: { room_id, thread_id, seq: null } }) });
  };
  const show = (): void => setPlace(parseAppPath(page.location.hash.slice(1)));

  function onHashChange(): void {
    if (!samePlace(store.getState().place, parseAppPath(page.location.hash.slice(1)))) show();
  }

  const history = createPageHistory(page);
  const hashOf = (place: Place | null): string => (place ? `#${appPath(place)}` : LIST);

  page.addEventListener('hashchange', onHashChange);
  store.setState({ thread: threadBefore(page.sessionStorage) });
  const endKeeping = store.subscribe(({ thread }, before) => {
    if (thread !== before.thread) page.sessionStorage.setItem(THREAD_KEY, JSON.stringify(thread && { ...thread, seq: null }));
  });
  show();
  return {
    back: history.back,
    goTo(place, options) {
      if (place) page.localStorage.setItem(LAST_ROOM_KEY, place.room_id);
      if (options?.replaces) history.replace(hashOf(place));
      else history.push(hashOf(place), store.getState().place === null ? 'list' : 'elsewhere');
      // A new object even when it is the same place: to go there again is to look at that message again.
      setPlace(place && { ...place });
    },
    leaveRoom() {
      setPlace(null);
      history.toList(LIST);
    },
    close() {
      endKeeping();
      page.removeEventListener('hashchange', onHashChange);
      history.close();
    },
  };
}

/** The thread that was open in this tab before the page was loaded again. */
function threadBefore(storage: Storage): ThreadPlace | null {
  try {
    return ThreadPlace.parse(JSON.parse(storage.getItem(THREAD_KEY) ?? ''));
  } catch {
    return null;
  }
}

/** No room was opened in this browser yet. */
export function isFirstVisit(storage: Storage): boolean {
  return storage.getItem(LAST_ROOM_KEY) === null;
}

/** Where to start when the address names no room: where one was last, else the lobby, else any room. Only rooms that one is a member of. */
export function startingRoom(state: HomeState, storage: Storage, lobbyId: string): string | null {
  const rooms = state.snapshot?.rooms ?? {};
  const candidates = [storage.getItem(LAST_ROOM_KEY), lobbyId, ...Object.keys(rooms)];
  return candidates.find((id): id is string => id !== null && rooms[id]?.membership != null && rooms[id].room.archived_at === null) ?? null;
}

function samePlace(a: Place | null, b: Place | null): boolean {
  return a?.room_id === b?.room_id && a?.seq === b?.seq;
}
