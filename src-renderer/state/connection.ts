// The socket to the home, in a browser; and events into the store, many at once.
import type { StoreApi } from 'zustand';
import type { HomeEvent } from '../../src-shared/events.ts';
import {
  connectHome,
  type ClientSocket,
  type HomeClient,
  type HomeClientOptions,
  type SocketListener,
} from '../../src-shared/home-client.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import type { HomeState } from './home-state.ts';
import { paced, type PaceSeams } from './pace.ts';
import { isFresh, withEvents, withPassing, withSnapshot } from './reduce.ts';

export interface ConnectionSeams extends PaceSeams, Pick<HomeClientOptions, 'side' | 'isPlaceOurs'> {
  store: StoreApi<HomeState>;
  openSocket(listener: SocketListener): ClientSocket;
  /** What happened just now; `snapshot`: the home after it. */
  onEvent(event: HomeEvent, snapshot: Snapshot): void;
}

export function connect({ store, openSocket, onEvent, side, isPlaceOurs, ...seams }: ConnectionSeams): HomeClient {
  const { timer, now } = seams;
  let waiting: HomeEvent[] = [];
  const pace = paced(seams, () => {
    if (waiting.length === 0) return false;
    const events = waiting;
    waiting = [];
    const { snapshot: before } = store.getState();
    store.setState((state) => withEvents(state, events, now()));
    const { snapshot } = store.getState();
    if (snapshot) for (const event of events) if (isFresh(event, before)) onEvent(event, snapshot);
    return true;
  });

  const client: HomeClient = connectHome({
    timer,
    side,
    isPlaceOurs,
    openSocket,
    onState(connection) {
      pace.atOnce();
      const isLive = connection.state === 'live';
      store.setState(({ connects }) => ({
        connection,
        signer: isLive ? client.signer() : null,
        liveSince: isLive ? now() : null,
        connects: isLive ? connects + 1 : connects,
      }));
    },
    onSnapshot(snapshot) {
      waiting = [];
      store.setState((state) => withSnapshot(state, snapshot));
    },
    onPassing: (passing) => store.setState((state) => withPassing(state, passing)),
    onEvent(event) {
      waiting.push(event);
      pace.soon();
    },
    onUnknownEvent: (type) => console.warn(`The home sent an event that this version does not know: ${type}`),
  });
  return {
    ...client,
    // Whoever asked sees what the home said before it answered.
    async request(command, payload) {
      const reply = await client.request(command, payload);
      pace.atOnce();
      return reply;
    },
  };
}

export function openBrowserSocket(url: string, listener: SocketListener): ClientSocket {
  const socket = new WebSocket(url);
  socket.onopen = () => listener.onOpen();
  socket.onmessage = ({ data }) => typeof data === 'string' && listener.onText(data);
  socket.onclose = () => listener.onClose();
  return {
    send: (text) => socket.readyState === WebSocket.OPEN && socket.send(text),
    close: () => socket.close(),
  };
}

export function socketUrl({ protocol, host }: Pick<Location, 'protocol' | 'host'>): string {
  return `${protocol === 'https:' ? 'wss:' : 'ws:'}//${host}/ws`;
}
