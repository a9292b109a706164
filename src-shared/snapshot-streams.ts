// The streams in a client's snapshot: messages that are being written.
import type { EventOf } from './events/index.ts';
import type { Snapshot } from './snapshot.ts';

type Of = Pick<Snapshot, 'streams'>;

export function streamStarted<S extends Of>(state: S, { stream }: EventOf<'stream.started'>): S {
  return { ...state, streams: { ...state.streams, [stream.id]: stream } };
}

/** The same delta twice changes nothing. One of which an earlier part is missing is skipped. */
export function streamGrew<S extends Of>(state: S, { stream_id, at, text }: EventOf<'stream.delta'>): S {
  const stream = state.streams[stream_id];
  if (!stream || at > stream.text.length) return state;
  return {
    ...state,
    streams: {
      ...state.streams,
      [stream_id]: { ...stream, text: (at === stream.text.length ? stream.text : stream.text.slice(0, at)) + text },
    },
  };
}

/** The same state if there is no such stream. */
export function withoutStream<S extends Of>(state: S, id: string): S {
  if (!Object.hasOwn(state.streams, id)) return state;
  const { [id]: _gone, ...streams } = state.streams;
  return { ...state, streams };
}
