import { AppError } from '../../../../src-shared/errors.ts';
import type { Room } from '../../../../src-shared/objects.ts';

/** Throws `room_archived`. */
export function refuseArchived({ archived_at }: Pick<Room, 'archived_at'>): void {
  if (archived_at !== null) throw new AppError('room_archived');
}
