import { useEffect } from 'react';
import type { OwnVote } from '../../../src-shared/coordination.ts';
import { withFetchedVote } from '../../sync/boards.ts';
import { drop } from '../../lib/drop.ts';
import { useApp, useBoard, useCommand } from '../../sync/store.ts';

/** A vote of an open room. One that is older than the loaded votes is fetched. Null until it is there. */
export function useVote(roomId: string, voteId: string): OwnVote | null {
  const { store } = useApp();
  const command = useCommand();
  const { votes, isLoaded } = useBoard(roomId);
  const vote = votes.find(({ id }) => id === voteId) ?? null;
  const isMissing = isLoaded && vote === null;
  useEffect(() => {
    if (!isMissing) return;
    const fetch = async (): Promise<void> => {
      const found = await command('get_vote_status', { vote_id: voteId });
      store.setState(({ boards }) => ({ boards: withFetchedVote(boards, found) }));
    };
    drop(fetch(), 'the title of its message is shown');
  }, [isMissing, voteId, command, store]);
  return vote;
}
