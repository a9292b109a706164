// The desktop as a client of its own home. The tray, the badge and the notifications read the home from here.
import { randomUUID } from 'node:crypto';
import { WebSocket } from 'ws';
import type { HomeEvent } from '../../src-shared/events/index.ts';
import { connectApp, type AppClient } from '../../src-shared/client/app-client.ts';
import { createBackoff, SCHEDULES } from '../../src-shared/client/backoff.ts';
import { asPage } from '../../src-shared/client/identify.ts';
import type { ClientSocket, SocketListener } from '../../src-shared/client/socket.ts';
import type { Timer } from '../../src-shared/timer.ts';
import type { Ready } from '../../src-shared/host.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import { drop } from './drop.ts';
import { signIn, signOut, type OwnerSession } from './owner-session.ts';

interface HomeFeedOptions {
  timer: Timer;
  fetch: typeof globalThis.fetch;
  ownerToken(): Promise<string>;
  /** While the gateway does not run, another program may listen at its address. */
  isRunning(): boolean;
  /** The home as it is now: after every connect and every change. */
  onHome(snapshot: Snapshot): void;
  /** A change: live, or missed during a break and sent now. `snapshot`: the state after it. */
  onEvent(event: HomeEvent, snapshot: Snapshot): void;
  /** Connected again with a whole new snapshot. The changes in between were not sent one by one. */
  onFreshStart(snapshot: Snapshot, client: AppClient): void;
}

export interface HomeFeed {
  /** The gateway listens, for the first time or again, where it did or elsewhere. */
  gatewayReady(ready: Ready): void;
  /** Asks the home; rejects while it is not there. */
  request: AppClient['request'];
  close(): Promise<void>;
}

export function createHomeFeed(options: HomeFeedOptions): HomeFeed {
  let address: Ready | null = null;
  let session: OwnerSession | null = null;
  let client: AppClient | null = null;
  const backoff = createBackoff(SCHEDULES.signIn);
  let isSigningIn = false;
  let isFresh = false;
  let isClosed = false;
  let cancelRetry = (): void => undefined;

  function gatewayReady(ready: Ready): void {
    if (address !== null && address.url !== ready.url) leave();
    address = ready;
    if (client) client.reconnectNow();
    else comeIn();
  }

  /** The home has another address. Another program can listen at the old one, and must get neither a request nor a cookie. */
  function leave(): void {
    client?.close();
    client = null;
  }

  function comeIn(): void {
    cancelRetry();
    if (isSigningIn || isClosed || !address) return;
    isSigningIn = true;
    drop(
      enter()
        .catch(tryLater)
        .finally(() => (isSigningIn = false)),
      'tryLater has dealt with a refusal',
    );
  }

  async function enter(): Promise<void> {
    const token = await options.ownerToken();
    // Read after the wait: the home can move meanwhile, and the token must not go to its old address.
    const at = address;
    if (isClosed || !at) return;
    const { origin } = new URL(at.url);
    const mine = await signIn(origin, token, options.fetch);
    if (at.url !== address?.url) throw new Error('The home has moved.');
    session = mine;
    if (!isClosed) client = connect(at.ws, origin, mine);
  }

  function tryLater(error: unknown): void {
    console.warn('The desktop could not come into its home:', error);
    cancelRetry = options.timer.after(backoff.next(), comeIn);
  }

  function connect(ws: string, origin: string, { cookie, page }: OwnerSession): AppClient {
    const connected: AppClient = connectApp({
      timer: options.timer,
      identify: asPage({ session: page, host: new URL(origin).host, now: Date.now, newNonce: () => randomUUID() }),
      // The gateway is the desktop's own process, and the owner's token comes from it.
      isPlaceOurs: true,
      isEndFinal: true,
      openSocket: (listener) => (options.isRunning() ? openSocket(ws, origin, cookie, listener) : noSocket(options.timer, listener)),
      onState: (connection) => {
        const { state } = connection;
        if (state === 'outdated') console.warn(`The desktop and its home do not fit together: ${connection.message}`);
        const snapshot = state === 'live' && isFresh ? connected.snapshot() : null;
        if (snapshot) {
          isFresh = false;
          options.onFreshStart(snapshot, connected);
        }
        // The session was ended from elsewhere. The desktop may sign in again, because it belongs to the owner.
        if (state !== 'signed-out') return;
        client = null;
        cancelRetry = options.timer.after(backoff.next(), comeIn);
      },
      onSnapshot: (snapshot, how) => {
        // Requests are possible only when it is live, which is the next state.
        isFresh ||= how === 'fresh';
        options.onHome(snapshot);
      },
      onUnknownEvent: (type) => console.warn(`The home sent an event that this version does not know: ${type}`),
      onEvent: (event, snapshot) => {
        options.onHome(snapshot);
        options.onEvent(event, snapshot);
      },
    });
    return connected;
  }

  return {
    gatewayReady,
    request: (command, payload) => (client ? client.request(command, payload) : Promise.reject(new Error('The home is not there.'))),
    async close() {
      isClosed = true;
      cancelRetry();
      const signer = client?.signer();
      client?.close();
      if (session && address && signer) await signOut(new URL(address.url).origin, session, signer, options.fetch).catch(() => undefined);
    },
  };
}

/** Acts as a socket that does not open. The client tries again, and at once when the gateway says that it is ready. */
function noSocket(timer: Timer, listener: SocketListener): ClientSocket {
  return { send: () => undefined, close: timer.after(0, () => listener.onClose()) };
}

function openSocket(url: string, origin: string, cookie: string, listener: SocketListener): ClientSocket {
  const socket = new WebSocket(url, { origin, headers: { cookie } });
  socket.on('open', () => listener.onOpen());
  socket.on('message', (data: Buffer) => listener.onText(data.toString('utf8')));
  socket.on('close', () => listener.onClose());
  // `close` follows every error, and the client handles that.
  socket.on('error', () => undefined);
  return { send: (text) => socket.send(text), close: () => socket.terminate() };
}
