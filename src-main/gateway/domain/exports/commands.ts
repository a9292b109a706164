// Who may export what. The rooms of an export are those that the caller can read at its beginning.
import type { ExportScope } from '../../../../src-shared/export-format.ts';
import type { ExportPreview } from '../../../../src-shared/exports.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import type { Actor } from '../actor.ts';
import type { Commands, Core } from '../core.ts';
import { isKept, lastingRooms, mayAdminister, mayModerate, requirePermission, visibleRoom } from '../policy.ts';

export interface AskedExport {
  scope: ExportScope;
  room_id?: string | undefined;
}

const ONLY_ADMINS = 'Only the owner or an admin can export rooms. You can export your own messages.';

export function exportCommands(core: Core): Pick<Commands, 'preview_export'> {
  return { preview_export: ({ actor }, asked) => preview(core, actor, asked) };
}

/** The rooms that an export reads. Throws `access_denied` and `room_not_found`. */
export function exportedRooms({ directory }: Core, actor: Actor, { scope, room_id }: AskedExport): string[] {
  if (scope === 'home') requirePermission(mayAdminister(directory, actor), ONLY_ADMINS);
  if (scope !== 'room') return lastingRooms(directory, actor);
  const room = room_id === undefined ? null : (visibleRoom(directory, actor, room_id)?.room ?? null);
  if (!room) throw new AppError('room_not_found');
  requirePermission(mayModerate(directory, actor), ONLY_ADMINS);
  requirePermission(isKept(room), 'The room is in memory only, so there is no export of it.');
  requirePermission(!room.encrypted, 'The room is encrypted. The home cannot read it, so there is no export of it.');
  return [room.id];
}

async function preview(core: Core, actor: Actor, asked: AskedExport): Promise<ExportPreview> {
  const { directory, archive } = core;
  const readable = exportedRooms(core, actor, asked).flatMap((id) => directory.room(id)?.room ?? []);
  const rooms = readable.filter(({ encrypted }) => !encrypted);
  const isCounted = asked.scope !== 'own';
  const counts = isCounted ? await Promise.all(rooms.map(async ({ id }) => (await archive.fileCount(id)).value)) : [];
  return {
    rooms: rooms.length,
    messages: isCounted ? sum(rooms.map(({ last_seq, expired_through_seq }) => last_seq - expired_through_seq)) : null,
    files: isCounted ? sum(counts) : null,
    encrypted_rooms: readable.length - rooms.length,
    passing_rooms: asked.scope === 'room' ? 0 : passing(core, actor).length,
  };
}

function passing({ directory }: Core, actor: Actor): Room[] {
  return [...directory.rooms()].flatMap(({ room }) => (!isKept(room) && visibleRoom(directory, actor, room.id) ? [room] : []));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
