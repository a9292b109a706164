// The messages that are being written in a window.
import { useMemo } from 'react';
import type { Stream } from '../../src-shared/streams.ts';
import { useApp, useSnapshot } from './store.ts';
import type { WindowOf } from './timeline.ts';

export type StreamFacts = Omit<Stream, 'text'>;

/** Of a thread, or of the room without its threads. */
export function streamsIn(streams: Readonly<Record<string, Stream>>, { room_id, thread_id }: WindowOf): Stream[] {
  return Object.values(streams).filter((each) => each.room_id === room_id && (each.thread_id ?? null) === thread_id);
}

/** The same while texts grow: only what shows a text is drawn again. */
export function useStreams(at: WindowOf): readonly StreamFacts[] {
  const { store } = useApp();
  const ids = useSnapshot(({ streams }) =>
    streamsIn(streams, at)
      .map(({ id }) => id)
      .join(' '),
  );
  return useMemo(() => (ids === '' ? [] : streamsIn(store.getState().snapshot?.streams ?? {}, at)), [store, at, ids]);
}
