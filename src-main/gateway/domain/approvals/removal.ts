import type { Steps, Tx } from '../../store/interfaces/tx.ts';

/** An approval goes with the message that stands for it. Agents wait for the end of an open one: it ends without a yes. */
export function* deleteApproval(tx: Tx, { id, room_id }: { id: string; room_id: string }): Steps<void> {
  const row = yield* tx.reads.approvalRow(id);
  if (!row) return;
  if (row.state === 'waiting') {
    yield* tx.writes.endApproval({ id, state: 'cancelled', decided_by: null, decided_at: tx.now });
    yield* tx.record({ type: 'approval.changed', room_id, subject_id: id });
  }
  yield* tx.writes.deleteApproval({ id });
  yield* tx.record({ type: 'approval.removed', room_id, subject_id: id });
}
