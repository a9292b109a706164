// The socket to the home, in a browser; and events into the store, once for each frame that is drawn.
import type { StoreApi } from 'zustand';
import type { HomeEvent } from '../../src-shared/events.ts';
import { connectHome, type ClientSocket, type HomeClient, type SocketListener, type Timer } from '../../src-shared/home-client.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import type { HomeState } from './home-state.ts';
import { isFresh, withEvents, withPassing, withSnapshot } from './reduce.ts';

export interface ConnectionSeams {
  store: StoreApi<HomeState>;
  timer: Timer;
  openSocket(listener: SocketListener): ClientSocket;
  /** Calls back before the next frame is drawn, or soon when nothing is drawn. */
  beforeFrame(run: () => void): void;
  now(): number;
  /** What happened just now; `snapshot`: the home after it. */
  onEvent(event: HomeEvent, snapshot: Snapshot): void;
}

export function connect({ store, timer, openSocket, beforeFrame, now, onEvent }: ConnectionSeams): HomeClient {
  let waiting: HomeEvent[] = [];

  function flush(): void {
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    const { snapshot: before } = store.getState();
    store.setState((state) => withEvents(state, events, now()));
    const { snapshot } = store.getState();
    if (snapshot) for (const event of events) if (isFresh(event, before)) onEvent(event, snapshot);
  }

  const client = connectHome({
    timer,
    openSocket,
    onState(connection) {
      flush();
      const isLive = connection.state === 'live';
      store.setState(({ connects }) => ({ connection, liveSince: isLive ? now() : null, connects: isLive ? connects + 1 : connects }));
    },
    onSnapshot(snapshot) {
      waiting = [];
      store.setState((state) => withSnapshot(state, snapshot));
    },
    onPassing: (passing) => store.setState((state) => withPassing(state, passing)),
    onEvent(event) {
      waiting.push(event);
      if (waiting.length === 1) beforeFrame(flush);
    },
  });
  return {
    ...client,
    // Whoever asked sees what the home said before it answered.
    async request(command, payload) {
      const reply = await client.request(command, payload);
      flush();
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
