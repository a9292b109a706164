import { AppError } from '../../../../src-shared/errors.ts';
import type { BackupPlan } from '../../../../src-shared/maintenance.ts';
import type { Home } from '../../../../src-shared/objects.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import { settingRow } from '../../store/settings.ts';
import { deleteApproval } from '../approvals/removal.ts';
import { deleteVote } from '../votes/removal.ts';
import { sweepPages } from '../room-pages/transactions.ts';
import { sweepThreads } from '../threads/transactions.ts';
import { hasFiles, uncountMessage } from '../messages/stored-bytes.ts';

export function* planBackups(tx: Tx, plan: BackupPlan): Steps<void> {
  yield* tx.writes.saveSetting(settingRow('backup_plan', plan));
}

export function* encryptBackups(tx: Tx, { is_on }: { is_on: boolean }): Steps<void> {
  yield* tx.writes.saveSetting(settingRow('backups_encrypted', is_on));
}

export function* setRetention(tx: Tx, { keep_days }: { keep_days: number | null }): Steps<Home> {
  yield* tx.writes.saveSetting(settingRow('keep_days', keep_days));
  yield* tx.record({ type: 'home.changed' });
  const home = yield* tx.reads.home();
  if (!home) throw new AppError('internal_error', 'The home has no row of its own.');
  return home;
}

/**
 * Deletes a room's oldest messages for good, with all that belongs to them, up to the first younger one, so that no gaps remain.
 * Deletes at most so many, to keep the writer responsive. Returns the count. Versions of the room's page that are as old go too, but
 * for the newest.
 */
export function* sweepRoom(tx: Tx, { room_id, before, limit }: { room_id: string; before: number; limit: number }): Steps<number> {
  yield* sweepPages(tx, { room_id, before });
  const oldest = yield* tx.reads.oldestMessages(room_id, limit);
  const young = oldest.findIndex(({ created_at }) => created_at >= before);
  const old = young === -1 ? oldest : oldest.slice(0, young);
  const last = old.at(-1);
  if (!last) return 0;
  for (const { cursor, id, kind, attachments, previews } of old) {
    if (kind === 'vote') yield* deleteVote(tx, { id, room_id });
    if (kind === 'approval') yield* deleteApproval(tx, { id, room_id });
    yield* uncountMessage(tx, { cursor, id, attachments, previews });
    yield* tx.writes.deleteReactionsTo({ cursor });
    yield* tx.writes.deleteEdits({ message_cursor: cursor });
    if (hasFiles({ attachments, previews })) yield* tx.writes.dropFilesOf({ message_id: id, dropped_at: tx.now });
    yield* tx.writes.deleteMessageAt({ cursor });
  }
  yield* tx.writes.deleteMentionsUpTo({ room_id, seq: last.seq });
  yield* tx.writes.setExpiredThroughSeq({ id: room_id, expired_through_seq: last.seq });
  yield* tx.writes.countPins({ id: room_id });
  yield* tx.record({ type: 'room.changed', room_id });
  yield* tx.writes.deleteActivitiesBefore({ room_id, seq: last.seq });
  yield* sweepThreads(tx, { room_id, seq: last.seq });
  for (const participant_id of yield* tx.reads.membersBehind(room_id, last.seq)) yield* moveReading(tx, room_id, participant_id, last.seq);
  return old.length;
}

/** A deleted message is not unread. */
function* moveReading(tx: Tx, room_id: string, participant_id: string, last_read_seq: number): Steps<void> {
  yield* tx.writes.passSwept({ room_id, participant_id, last_read_seq });
  const position = { last_read_seq, ...(yield* tx.reads.unread(room_id, participant_id, last_read_seq)) };
  yield* tx.record({ type: 'read_position.changed', room_id, subject_id: participant_id, only_id: participant_id, payload: position });
}
