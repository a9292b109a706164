import { AppError } from '../../../../src-shared/errors.ts';
import type { NotifyLevel, NotifyPreferences } from '../../../../src-shared/notify/levels.ts';
import type { Membership } from '../../../../src-shared/objects.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';

interface LevelChange {
  room_id: string;
  participant_id: string;
  level: NotifyLevel;
  /** Muted until then, and afterwards as it is now. */
  muted_until: number | null;
}

export function* setNotifyLevel(tx: Tx, { room_id, participant_id, level, muted_until }: LevelChange): Steps<Membership> {
  const row = yield* tx.reads.membershipRow(room_id, participant_id);
  if (!row) throw new AppError('not_in_room');
  const notify_level = muted_until === null ? level : row.notify_level;
  if (notify_level !== row.notify_level || muted_until !== row.muted_until) {
    yield* tx.writes.setNotifyLevel({ room_id, participant_id, notify_level, muted_until });
    yield* tx.record({
      type: 'notify_level.changed',
      room_id,
      subject_id: participant_id,
      only_id: participant_id,
      payload: { notify_level, muted_until },
    });
  }
  const membership = yield* tx.reads.membership(room_id, participant_id);
  if (!membership) throw new AppError('not_in_room');
  return membership;
}

export function* setNotifyPreferences(
  tx: Tx,
  { participant_id, change }: { participant_id: string; change: Partial<NotifyPreferences> },
): Steps<NotifyPreferences> {
  const preferences = { ...(yield* tx.reads.notifyPreferences(participant_id)), ...change };
  yield* tx.writes.saveNotifyPreferences({ participant_id, preferences: JSON.stringify(preferences) });
  yield* tx.record({ type: 'preferences.changed', subject_id: participant_id, only_id: participant_id });
  return preferences;
}
