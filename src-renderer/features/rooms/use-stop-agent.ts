import { useCallback } from 'react';
import { streamsIn } from '../../sync/streams.ts';
import { useApp, useCommand } from '../../sync/store.ts';
import type { WindowOf } from '../../sync/timeline.ts';
import { agentsAtWorkIn } from './at-work.ts';
import { explain } from '../../ui/phrases.ts';
import { useToast } from '../../ui/toast.tsx';

/** Asks an agent to end its work in the room. A failure is said. */
export function useStopAgent(roomId: string): (agentId: string) => Promise<void> {
  const command = useCommand();
  const toast = useToast();
  return useCallback(
    async (participant_id) => {
      await command('stop_agent', { room_id: roomId, participant_id }).catch((error: unknown) => toast({ text: explain(error) }));
    },
    [command, toast, roomId],
  );
}

/** Stops the agents whose writing is in sight in this window, or else those that are at work and write nothing. False: there are none. */
export function useStopWriting(at: WindowOf): () => boolean {
  const { store } = useApp();
  const stop = useStopAgent(at.room_id);
  return () => {
    const { snapshot } = store.getState();
    if (!snapshot) return false;
    const streams = streamsIn(snapshot.streams, at);
    const isAgent = (id: string): boolean => snapshot.participants[id]?.kind === 'agent';
    const inSight = new Set(streams.filter(({ id }) => isInSight(id)).map(({ author_id }) => author_id));
    const writing = [...inSight].filter(isAgent);
    // The line that shows who is at work is under the room, and not in a thread.
    const working = at.thread_id === null ? agentsAtWorkIn(snapshot, at.room_id) : [];
    const silent = working.filter((id) => streams.every(({ author_id }) => author_id !== id));
    const agents = writing.length > 0 ? writing : silent;
    for (const id of agents) void stop(id);
    return agents.length > 0;
  };
}

/** A row that is scrolled out of sight may be there. */
function isInSight(streamId: string): boolean {
  const drawn = document.querySelector(`[data-stream="${CSS.escape(streamId)}"]`);
  const list = drawn?.closest('[role="log"]');
  if (!drawn || !list) return false;
  const [row, seen] = [drawn.getBoundingClientRect(), list.getBoundingClientRect()];
  return row.bottom > seen.top && row.top < seen.bottom;
}
