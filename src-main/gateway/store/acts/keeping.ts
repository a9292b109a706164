import { AppError } from '../../../../src-shared/errors.ts';
import type { BackupPlan } from '../../../../src-shared/home-keeping.ts';
import type { Home } from '../../../../src-shared/objects.ts';
import type { Transaction } from '../transaction.ts';
import { uncountMessage } from './stored.ts';

export function planBackups(tx: Transaction, plan: BackupPlan): void {
  tx.writes.planBackups.run(plan);
}

export function setRetention(tx: Transaction, { keep_days }: { keep_days: number | null }): Home {
  tx.writes.setRetention.run({ keep_days });
  tx.record({ type: 'home.changed' });
  const home = tx.reads.home();
  if (!home) throw new AppError('internal_error', 'The home has no row of its own.');
  return home;
}

/**
 * Deletes a room's oldest messages for good, with all that hangs on them, up to the first that is younger: what is left of a
 * room has no gaps. Not more than so many, so that nobody waits long for the writer. Returns how many those were.
 */
export function sweepRoom(tx: Transaction, { room_id, before, limit }: { room_id: string; before: number; limit: number }): number {
  const oldest = tx.reads.oldestMessages(room_id, limit);
  const young = oldest.findIndex(({ created_at }) => created_at >= before);
  const old = young === -1 ? oldest : oldest.slice(0, young);
  const last = old.at(-1);
  if (!last) return 0;
  for (const { cursor, id, attachments } of old) {
    uncountMessage(tx, { cursor, id, attachments });
    tx.writes.deleteReactionsTo.run({ cursor });
    tx.writes.deleteEdits.run({ message_cursor: cursor });
    if (attachments !== null) tx.writes.dropFilesOf.run({ message_id: id, dropped_at: tx.now });
    tx.writes.deleteMessageAt.run({ cursor });
  }
  tx.writes.deleteMentionsUpTo.run({ room_id, seq: last.seq });
  tx.writes.setSweptSeq.run({ id: room_id, swept_seq: last.seq });
  tx.record({ type: 'room.changed', room_id });
  for (const participant_id of tx.reads.membersBehind(room_id, last.seq)) moveReading(tx, room_id, participant_id, last.seq);
  return old.length;
}

/** What is gone is not unread. */
function moveReading(tx: Transaction, room_id: string, participant_id: string, last_read_seq: number): void {
  tx.writes.passSwept.run({ room_id, participant_id, last_read_seq });
  const position = { last_read_seq, ...tx.reads.unread(room_id, participant_id, last_read_seq) };
  tx.record({ type: 'read.moved', room_id, subject_id: participant_id, only_id: participant_id, payload: position });
}
