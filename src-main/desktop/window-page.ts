// The page of the window: the server's app, or the local page while no server runs.
import type { WebContents } from 'electron';
import type * as z from 'zod/mini';
import type { BRIDGE_MESSAGES, BridgeMessage, GatewayState } from '../../src-shared/bridge.ts';
import type { Place } from '../../src-shared/deep-link.ts';
import type { Timer } from '../../src-shared/timer.ts';
import { messageChannel } from './channels.ts';
import { LOCAL_PAGE, localPageView } from './offline-page.ts';

/** Chromium's code for a load that another one replaced; nothing is wrong then. */
const LOAD_ABORTED = -3;
/** A page that crashes, or a home that is ready but does not answer, is loaded again after this. */
const RELOAD_MS = 1_000;

interface WindowPageOptions {
  /** Where the page is first. */
  contents: WebContents;
  timer: Timer;
  onShown(what: 'local' | 'app'): void;
}

export interface WindowPage {
  appOrigin(): string | null;
  setGateway(state: GatewayState): void;
  gatewayReady(origin: string): void;
  /** Now, or as soon as the page can. */
  go(place: Place): void;
  /** The page says that it listens. */
  isListening(): void;
  chooseInMenu(item: Payload<'menu'>): void;
  playSound(sound: Payload<'sound'>): void;
  /** The page is reloaded in another view. */
  moveTo(contents: WebContents): void;
}

type Payload<M extends BridgeMessage> = z.infer<(typeof BRIDGE_MESSAGES)[M]>;

export function createWindowPage({ contents: first, timer, onShown }: WindowPageOptions): WindowPage {
  let contents = first;
  let origin: string | null = null;
  let gateway: GatewayState = { state: 'starting' };
  let shown: 'nothing' | 'local' | 'app' = 'nothing';
  let localView = '';
  let listens = false;
  let waitingPlace: Place | null = null;

  function showLocal(): void {
    const view = localPageView(gateway, localView);
    if (shown === 'local' && view === localView) return;
    shown = 'local';
    localView = view;
    onShown(shown);
    load(LOCAL_PAGE);
  }

  function showApp(): void {
    if (origin === null) return;
    shown = 'app';
    onShown(shown);
    load(`${origin}/`);
  }

  function load(address: string): void {
    // A load fails because another took its place, or did-fail-load deals with it.
    contents.loadURL(address).catch(() => undefined);
  }

  function showAppLater(): void {
    timer.after(RELOAD_MS, () => {
      if (gateway.state === 'ready' && shown === 'local') showApp();
    });
  }

  function send<M extends BridgeMessage>(name: M, payload: Payload<M>): void {
    if (shown === 'app' && !contents.isDestroyed()) contents.send(messageChannel(name), payload);
  }

  function follow(followed: WebContents): void {
    contents = followed;
    followed.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (followed === contents && isMainFrame && !isSameDocument) listens = false;
    });
    followed.on('did-fail-load', (_event, code, _description, _url, isMainFrame) => {
      if (followed !== contents || !isMainFrame || code === LOAD_ABORTED || shown !== 'app') return;
      showLocal();
      showAppLater();
    });
    followed.on('render-process-gone', (_event, { reason }) => {
      if (followed !== contents) return;
      console.error(`The window's page ended: ${reason}.`);
      shown = 'nothing';
      // Not at once: a page that crashes whenever it is loaded would keep the machine busy.
      timer.after(RELOAD_MS, () => (gateway.state === 'ready' ? showApp() : showLocal()));
    });
  }
  follow(contents);
  showLocal();

  return {
    appOrigin: () => origin,
    setGateway(state) {
      gateway = state;
      // A page that shows the home stays while its gateway restarts: what was written in it stays too, and it says so itself.
      if (state.state === 'failed' || (shown !== 'app' && state.state !== 'ready')) showLocal();
      send('gatewayState', state);
    },
    gatewayReady(newOrigin) {
      const hasMoved = newOrigin !== origin;
      origin = newOrigin;
      if (shown !== 'app' || hasMoved) showApp();
    },
    go(place) {
      if (listens) send('navigate', place);
      else waitingPlace = place;
    },
    isListening() {
      listens = true;
      if (waitingPlace) send('navigate', waitingPlace);
      waitingPlace = null;
    },
    chooseInMenu: (item) => send('menu', item),
    playSound: (sound) => send('sound', sound),
    moveTo(next) {
      const wasApp = shown === 'app';
      shown = 'nothing';
      listens = false;
      follow(next);
      if (wasApp) showApp();
      else showLocal();
    },
  };
}
