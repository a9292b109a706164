import { useCallback } from 'react';
import { streamsIn } from '../../sync/streams.ts';
import { useApp, useCommand } from '../../sync/store.ts';
import type { WindowOf } from '../../sync/timeline.ts';
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

/** Stops the agents whose writing is in sight in this window. False: there is none. */
export function useStopWriting(at: WindowOf): () => boolean {
  const { store } = useApp();
  const stop = useStopAgent(at.room_id);
  return () => {
    const { snapshot } = store.getState();
    const authors = new Set(
      streamsIn(snapshot?.streams ?? {}, at)
        .filter(({ id }) => isInSight(id))
        .map(({ author_id }) => author_id),
    );
    const agents = [...authors].filter((id) => snapshot?.participants[id]?.kind === 'agent');
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
