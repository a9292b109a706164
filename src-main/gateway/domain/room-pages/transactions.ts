import { AppError } from '../../../../src-shared/errors.ts';
import { ROOM_PAGE_ACTIVITY_EVERY_MS, ROOM_PAGE_VERSIONS_MAX } from '../../../../src-shared/limits.ts';
import type { RoomPageVersion } from '../../../../src-shared/room-pages.ts';
import type { Steps, Tx } from '../../store/interfaces/tx.ts';
import type { OldVersions } from '../../store/tables/room-pages.ts';
import { noteSeal } from '../messages/seals.ts';
import { recordActivity } from '../rooms/transactions.ts';

export interface PageChange {
  room_id: string;
  author_id: string;
  content: string;
  expected_version: number;
}

/** Throws `page_conflict`, with nothing written, when the page has another version than the author changed. */
export function* setRoomPage(tx: Tx, { room_id, author_id, content, expected_version }: PageChange): Steps<RoomPageVersion> {
  const before = yield* tx.reads.roomPage(room_id, null);
  const now = before?.version ?? 0;
  if (before?.content === content) {
    const { content: _text, ...known } = before;
    // The reply to the same change may have been lost.
    if (now === expected_version || (now === expected_version + 1 && before.author_id === author_id)) return known;
  }
  if (now !== expected_version) throw conflict(expected_version, now);
  yield* noteSeal(tx, room_id, content);
  const version = now + 1;
  yield* tx.writes.insertRoomPage({ room_id, version, author_id, content, created_at: tx.now });
  yield* tx.writes.setPageVersion({ id: room_id, page_version: version });
  const bytes = Buffer.byteLength(content);
  tx.stored(author_id, bytes);
  yield* tx.writes.leaveTrace({ id: author_id });
  yield* dropPages(tx, { room_id, through: version - ROOM_PAGE_VERSIONS_MAX, before: Infinity });
  yield* tx.record({ type: 'room_page.changed', room_id });
  yield* tellOfChange(tx, room_id, author_id);
  return { version, author_id, bytes, created_at: tx.now };
}

/** Deletes versions that were written before a time, and keeps the newest, which is the page. */
export function* sweepPages(tx: Tx, { room_id, before }: { room_id: string; before: number }): Steps<void> {
  const page_version = (yield* tx.reads.room(room_id))?.page_version ?? 0;
  yield* dropPages(tx, { room_id, through: page_version - 1, before });
}

function* dropPages(tx: Tx, old: OldVersions): Steps<void> {
  if (old.through < 1) return;
  for (const { participant_id, bytes } of yield* tx.reads.oldPagesWeight(old)) tx.stored(participant_id, -bytes);
  yield* tx.writes.deleteOldPages(old);
}

/** The timeline shows a participant who changes the page again and again once. */
function* tellOfChange(tx: Tx, room_id: string, participant_id: string): Steps<void> {
  const last = yield* tx.reads.lastActivityAt(room_id, participant_id, 'page');
  if (last !== null && Math.abs(tx.now - last) < ROOM_PAGE_ACTIVITY_EVERY_MS) return;
  yield* recordActivity(tx, { room_id, participant_id, by_id: participant_id, kind: 'page' });
}

function conflict(expected: number, now: number): AppError {
  const is = now === 0 ? 'The page has no version yet' : `The page has version ${now} now`;
  return new AppError('page_conflict', `${is}, and version ${expected} was expected. Nothing was written: read the page again.`);
}
