// The pages of rooms, and their versions.
import { sql } from 'kysely';
import type { RoomPage, RoomPageVersion } from '../../../../src-shared/room-pages.ts';
import { query, statement, type PreparedAll } from '../statement.ts';
import { roomPageVersions, type OldVersions, type RoomPageVersionRow } from '../tables/room-pages.ts';
import type { StoredRow } from '../tables/stored.ts';
import type { Covered } from '../tables/table.ts';

const ofRoom = statement<{ room_id: string }>();
const oldOnes = statement<OldVersions>();

const BYTES = sql<number>`octet_length(content)`;

export const roomPageReads = {
  newestPage: ofRoom((p) =>
    query.selectFrom('room_page_versions').selectAll().where('room_id', '=', p.room_id).orderBy('version', 'desc').limit(1),
  ),
  pageVersion: statement<{ room_id: string; version: number }>()((p) =>
    query.selectFrom('room_page_versions').selectAll().where('room_id', '=', p.room_id).where('version', '=', p.version),
  ),
  pageVersions: statement<{ room_id: string; before: number; limit: number }>()((p) =>
    query
      .selectFrom('room_page_versions')
      .select(['version', 'author_id', 'created_at', BYTES.as('bytes')])
      .where('room_id', '=', p.room_id)
      .where('version', '<', p.before)
      .orderBy('version', 'desc')
      .limit(p.limit),
  ),
  oldPagesWeight: oldOnes((p) =>
    query
      .selectFrom('room_page_versions')
      .select(['author_id as participant_id', sql<number>`sum(octet_length(content))`.as('bytes')])
      .where('room_id', '=', p.room_id)
      .where('version', '<=', p.through)
      .where('created_at', '<', p.before)
      .groupBy('author_id'),
  ),
  /** Rooms whose page has versions that are older, besides the newest. */
  roomsWithOldPages: statement<{ before: number }>()((p) =>
    query
      .selectFrom('room_page_versions')
      .innerJoin('rooms', 'rooms.id', 'room_page_versions.room_id')
      .select('rooms.id')
      .distinct()
      .where('room_page_versions.created_at', '<', p.before)
      .whereRef('room_page_versions.version', '<', 'rooms.page_version'),
  ),
};

export const roomPageWrites = {
  insertRoomPage: statement<RoomPageVersionRow>()((p) => query.insertInto('room_page_versions').values(roomPageVersions.row(p))),
  setPageVersion: statement<{ id: string; page_version: number }>()((p) =>
    query.updateTable('rooms').set({ page_version: p.page_version }).where('id', '=', p.id),
  ),
  deleteOldPages: oldOnes((p) =>
    query
      .deleteFrom('room_page_versions')
      .where('room_id', '=', p.room_id)
      .where('version', '<=', p.through)
      .where('created_at', '<', p.before),
  ),
  deleteRoomPagesIn: ofRoom((p) => query.deleteFrom('room_page_versions').where('room_id', '=', p.room_id)),
};

export function roomPageReadsOn(find: PreparedAll<typeof roomPageReads>) {
  return {
    /** `version`: null for the newest. */
    roomPage(roomId: string, version: number | null): RoomPage | null {
      const row = version === null ? find.newestPage.get({ room_id: roomId }) : find.pageVersion.get({ room_id: roomId, version });
      return row ? toRoomPage(row) : null;
    },
    /** The newest first. */
    roomPageVersions: (roomId: string, before: number, limit: number): RoomPageVersion[] =>
      find.pageVersions.all({ room_id: roomId, before, limit }),
    oldPagesWeight: (old: OldVersions): StoredRow[] => find.oldPagesWeight.all(old),
    roomsWithOldPages: (before: number): string[] => find.roomsWithOldPages.all({ before }).map(({ id }) => id),
  };
}

function toRoomPage({ room_id: _room, ...row }: Covered<RoomPageVersionRow, RoomPage, 'room_id'>): RoomPage {
  return { ...row, bytes: Buffer.byteLength(row.content) };
}
