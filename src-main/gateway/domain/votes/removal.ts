import type { Steps, Tx } from '../../store/interfaces/tx.ts';

/** A vote goes with the message that stands for it. */
export function* deleteVote(tx: Tx, { id, room_id }: { id: string; room_id: string }): Steps<void> {
  const row = yield* tx.reads.voteRow(id);
  if (!row) return;
  yield* tx.writes.deleteBallots({ vote_id: id });
  if (row.closed_at === null) {
    // Agents wait for the end of an open vote. It ends without a ballot.
    yield* tx.writes.closeVote({ id, closed_at: tx.now });
    yield* tx.record({ type: 'vote.closed', room_id, subject_id: id });
  }
  yield* tx.writes.deleteVote({ id });
  yield* tx.record({ type: 'vote.deleted', room_id, subject_id: id });
}
