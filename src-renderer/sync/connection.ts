// The client of the page, and its events into the store, many at once.
import type { StoreApi } from 'zustand';
import { connectApp, type AppClient, type AppClientOptions } from '../../src-shared/client/app-client.ts';
import type { ClientSocket, SocketListener } from '../../src-shared/client/socket.ts';
import type { HomeEvent } from '../../src-shared/events/index.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import type { HomeState } from './home-state.ts';
import { throttleFrames, type FrameThrottleSeams } from './frame-throttle.ts';
import { withEvents, withFreshSnapshot, withResumedSnapshot } from './reduce.ts';

export interface ConnectionSeams extends FrameThrottleSeams, Pick<AppClientOptions, 'openSocket' | 'identify' | 'isPlaceOurs'> {
  store: StoreApi<HomeState>;
  /** A live event. `snapshot`: the state after it. */
  onEvent(event: HomeEvent, snapshot: Snapshot): void;
}

export function connect({ store, onEvent, openSocket, identify, isPlaceOurs, ...seams }: ConnectionSeams): AppClient {
  const { timer, now } = seams;
  let waiting: HomeEvent[] = [];
  const frames = throttleFrames(seams, () => {
    const snapshot = waiting.length === 0 ? null : client.snapshot();
    if (!snapshot) return false;
    const events = waiting;
    waiting = [];
    store.setState((state) => withEvents(state, events, snapshot, now()));
    for (const event of events) onEvent(event, snapshot);
    return true;
  });

  const client: AppClient = connectApp({
    timer,
    identify,
    isPlaceOurs,
    isEndFinal: true,
    openSocket,
    onState(connection) {
      frames.atOnce();
      const isLive = connection.state === 'live';
      store.setState(({ connectionCount }) => ({
        connection,
        signer: isLive ? client.signer() : null,
        liveSince: isLive ? now() : null,
        connectionCount: isLive ? connectionCount + 1 : connectionCount,
      }));
    },
    onSnapshot(snapshot, how) {
      if (how === 'resumed') return store.setState((state) => withResumedSnapshot(state, snapshot));
      waiting = [];
      store.setState((state) => withFreshSnapshot(state, snapshot));
    },
    onEvent(event) {
      waiting.push(event);
      frames.soon();
    },
    onUnknownEvent: (type) => console.warn(`The home sent an event that this version does not know: ${type}`),
  });
  return {
    ...client,
    // The store shows what the server sent before its reply.
    async request(command, payload) {
      const reply = await client.request(command, payload);
      frames.atOnce();
      return reply;
    },
    learn(learned) {
      frames.atOnce();
      client.learn(learned);
      store.setState({ snapshot: client.snapshot() });
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
