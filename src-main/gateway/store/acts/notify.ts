import { AppError } from '../../../../src-shared/errors.ts';
import type { NotifyLevel, NotifyPreferences } from '../../../../src-shared/notify/levels.ts';
import type { Membership } from '../../../../src-shared/objects.ts';
import type { Transaction } from '../transaction.ts';

interface LevelChange {
  room_id: string;
  participant_id: string;
  level: NotifyLevel;
  /** Muted until then, and afterwards as it is now. */
  muted_until: number | null;
}

export function setNotifyLevel(tx: Transaction, { room_id, participant_id, level, muted_until }: LevelChange): Membership {
  const row = tx.reads.membershipRow(room_id, participant_id);
  if (!row) throw new AppError('not_in_room');
  const notify_level = muted_until === null ? level : row.notify_level;
  if (notify_level !== row.notify_level || muted_until !== row.muted_until) {
    tx.writes.setNotifyLevel.run({ room_id, participant_id, notify_level, muted_until });
    tx.record({
      type: 'level.changed',
      room_id,
      subject_id: participant_id,
      only_id: participant_id,
      payload: { notify_level, muted_until },
    });
  }
  const membership = tx.reads.membership(room_id, participant_id);
  if (!membership) throw new AppError('not_in_room');
  return membership;
}

export function setNotifyPreferences(
  tx: Transaction,
  { participant_id, change }: { participant_id: string; change: Partial<NotifyPreferences> },
): NotifyPreferences {
  const preferences = { ...tx.reads.notifyPreferences(participant_id), ...change };
  tx.writes.saveNotifyPreferences.run({ participant_id, preferences: JSON.stringify(preferences) });
  tx.record({ type: 'preferences.changed', subject_id: participant_id, only_id: participant_id });
  return preferences;
}
