// Creates the app's state for a signed-in user, and disposes of it.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LanaiBridge } from '../../src-shared/bridge.ts';
import { asPage } from '../../src-shared/client/identify.ts';
import type { Timer } from '../../src-shared/timer.ts';
import { newId } from '../../src-shared/ids.ts';
import { newNonce, type PageSession } from '../../src-shared/page-proof.ts';
import type { Signer } from '../../src-shared/signer.ts';
import type { AppActions } from '../sync/actions.ts';
import { chooseKeeper } from '../sync/sealed/key-keeper.ts';
import { createOpenedFiles } from '../sync/sealed/opened-files.ts';
import { closeItems, newestIn } from '../sync/sealed/close-items.ts';
import { createRoomKeys } from '../sync/sealed/room-keys.ts';
import { measurePicture } from '../sync/sealed/measure-picture.ts';
import { sealUploads } from '../sync/sealed/seal-upload.ts';
import { lazyNotifier } from '../features/notify/lazy-notifier.ts';
import { createDeviceStore } from '../sync/device/device-store.ts';
import { connect, openBrowserSocket, socketUrl } from '../sync/connection.ts';
import { followDesktop } from './desktop.ts';
import { loadBoards } from '../sync/board-loader.ts';
import { createDialogStore } from '../sync/device/dialogs.ts';
import { createDraftMemory } from '../sync/device/drafts.ts';
import { createFirstWords } from '../sync/device/first-words.ts';
import { expireTyping } from '../sync/expire-typing.ts';
import { EMPTY_HOME_STATE, type HomeState } from '../sync/home-state.ts';
import { createDraftMarks } from '../sync/device/draft-marks.ts';
import { dropDrafts } from '../sync/device/drop-drafts.ts';
import { createLayoutStore } from '../sync/device/layout.ts';
import { createHomeFetch } from '../sync/home-fetch.ts';
import { keepDocumentTitle } from './document-title.ts';
import { loadUnknownMembers } from '../sync/load-unknown-members.ts';
import { createOutboxSender } from '../sync/outbox-sender.ts';
import { createSendFile } from '../sync/send-file.ts';
import { createUploads } from '../sync/uploads.ts';
import type { BackStack } from '../ui/back.ts';
import { drop } from '../lib/drop.ts';
import { hasInput, hasUploads, newBuildOf, reloadWhenOutdated } from './outdated.ts';
import { loadReads } from '../sync/reads-loader.ts';
import { createRouting } from './routing.ts';
import { nameManifest } from './name-manifest.ts';
import type { App } from '../sync/store.ts';
import { createTimelineLoader } from '../sync/timeline-loader.ts';
import { reportActiveRoom } from '../sync/active-room.ts';

export interface RunningApp extends App {
  back: BackStack;
  close(): void;
}

export function startApp(page: Window, bridge: LanaiBridge | undefined, session: PageSession): RunningApp {
  const store = createStore<HomeState>(() => EMPTY_HOME_STATE);
  const dialogs = createDialogStore();
  const layout = createLayoutStore(page.localStorage);
  const timer = browserTimer(page);
  const now = (): number => Date.now();
  const routing = createRouting(store, page);
  const client = connect({
    store,
    identify: asPage({ session, host: page.location.host, now, newNonce }, ({ build }) =>
      store.setState({ newBuild: newBuildOf(page.document, build) }),
    ),
    // The desktop lets no other program answer in the gateway's place.
    isPlaceOurs: bridge !== undefined,
    timer,
    now,
    openSocket: (listener) => openBrowserSocket(socketUrl(page.location), listener),
    beforeFrame: (run) => beforeFrame(page, run),
    onEvent: (event, snapshot) => calls.onEvent(event, snapshot),
  });
  const signerNow = (): Signer | null => store.getState().signer;
  const homeFetch = createHomeFetch(page.fetch.bind(page), signerNow);
  const keys = createRoomKeys(chooseKeeper({ bridge, page, me: () => meOf(store) }), {
    isEncrypted: (roomId) => store.getState().snapshot?.rooms[roomId]?.room.encrypted === true,
    newestIn: (roomId) => newestIn(store.getState(), roomId),
  });
  // Of a sealed message, only the blob is stored and sent.
  const outbox = createOutboxSender({ store, client, storage: page.localStorage, timer, newId, now, close: closeItems(keys) });
  const openedFiles = createOpenedFiles({
    fetch: homeFetch,
    createUrl: (blob) => URL.createObjectURL(blob),
    revokeUrl: (url) => URL.revokeObjectURL(url),
  });
  const uploads = createUploads({
    send: sealUploads(
      createSendFile(() => new XMLHttpRequest(), signerNow),
      { isSealed: keys.isSealed, cipherOf: keys.cipherOf, meId: () => store.getState().snapshot?.me_id ?? null, measure: measurePicture },
    ),
    isSealed: keys.isSealed,
    timer,
    isLive: () => store.getState().connection.state === 'live',
    forget: (file_id) => drop(client.request('remove_file', { file_id }), 'the home lets go of it by itself after a day'),
    storage: page.localStorage,
    tabStorage: page.sessionStorage,
    newId,
    now,
  });
  const loader = createTimelineLoader(store, client);
  const device = createDeviceStore({ storage: page.localStorage, page, bridge });
  const calls = lazyNotifier({ page, bridge, store, device: device.store, client, timer, now, newId, goTo: routing.goTo });
  const sealedDrafts = createDraftMemory();
  const draftMarks = createDraftMarks(page);
  const isBusy = (): boolean =>
    dialogs.getState().dialog !== null ||
    !sealedDrafts.isEmpty() ||
    hasUploads(uploads.store.getState(), keys.isSealed) ||
    hasInput(page.document);
  const ends = [
    routing.close,
    draftMarks.close,
    dropDrafts(store, draftMarks, page.localStorage),
    outbox.close,
    uploads.close,
    store.subscribe((state, before) => state.connection !== before.connection && state.connection.state === 'live' && uploads.goOn()),
    keys.store.subscribe(openedFiles.clear),
    openedFiles.clear,
    expireTyping(store, timer, now),
    reportActiveRoom(store, client, bridge),
    loadUnknownMembers(store, client),
    loadBoards(store, client),
    loadReads(store, client),
    nameManifest(store, page.document),
    keepDocumentTitle({ store, device: device.store, timer, now }, page.document),
    device.close,
    reloadWhenOutdated({
      ...{ store, tabStorage: page.sessionStorage, timer, isBusy },
      isHidden: () => page.document.hidden,
      reload: () => page.location.reload(),
    }),
    calls.close,
    comeBackSoon(page, () => client.reconnectNow()),
    bridge
      ? followDesktop(bridge, { store, dialogs, layout, goTo: routing.goTo, reconnect: () => client.reconnectNow() })
      : () => undefined,
    () => client.close(),
  ];
  const actions: AppActions = {
    goTo: routing.goTo,
    leaveRoom: routing.leaveRoom,
    send: outbox.add,
    tryAgain: outbox.tryAgain,
    discard: outbox.discard,
    showThread: (thread) => store.setState({ thread: thread && { ...thread } }),
    openTimeline: loader.open,
    openUnread: loader.openUnread,
    refreshTimeline: loader.refresh,
    closeTimeline: loader.close,
    trimTimeline: loader.trim,
    loadQuoted: loader.loadQuoted,
    loadLinked: loader.loadLinked,
    loadOlder: loader.loadOlder,
    loadNewer: loader.loadNewer,
  };
  return {
    back: routing.back,
    store,
    dialogs,
    layout,
    client,
    fetch: homeFetch,
    bridge,
    uploads,
    device: device.store,
    actions,
    keys,
    openedFiles,
    sealedDrafts,
    draftMarks,
    firstWords: createFirstWords(),
    close: () => ends.forEach((end) => end()),
  };
}

/** The signed-in person, once the server has sent it. */
function meOf(store: StoreApi<HomeState>): Promise<string> {
  return new Promise((resolve) => {
    const look = ({ snapshot }: HomeState): void => {
      if (!snapshot) return;
      stop();
      resolve(snapshot.me_id);
    };
    const stop = store.subscribe(look);
    look(store.getState());
  });
}

function browserTimer(page: Window): Timer {
  return {
    after(ms, run) {
      const id = page.setTimeout(run, ms);
      return () => page.clearTimeout(id);
    },
  };
}

/** A page that is not looked at draws no frames, and still has a title and unread counts to keep. */
const FRAME_MS_MAX = 100;

function beforeFrame(page: Window, run: () => void): void {
  let isDone = false;
  const once = (): void => {
    if (isDone) return;
    isDone = true;
    page.cancelAnimationFrame(frame);
    page.clearTimeout(timeout);
    run();
  };
  const frame = page.requestAnimationFrame(once);
  const timeout = page.setTimeout(once, FRAME_MS_MAX);
}

/** When the machine wakes up, gets or loses a network or the page is looked at again, it is not waited for to find out. */
function comeBackSoon(page: Window, reconnect: () => void): () => void {
  page.addEventListener('online', reconnect);
  page.addEventListener('offline', reconnect);
  page.document.addEventListener('visibilitychange', reconnect);
  return () => {
    page.removeEventListener('online', reconnect);
    page.removeEventListener('offline', reconnect);
    page.document.removeEventListener('visibilitychange', reconnect);
  };
}
