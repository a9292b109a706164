import type { Reply } from '../../../../src-shared/commands/index.ts';
import { LOBBY_ID } from '../../../../src-shared/ids.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { EVERY_RIGHT } from '../actor.ts';
import type { Context, Core } from '../core.ts';
import { isKept, mayDeleteRoom, requirePermission, seesRoom } from '../policy.ts';

export async function previewDeletion(core: Core, { actor }: Context, roomId: string): Promise<Reply<'preview_room_deletion'>> {
  const room = deletable(core, actor, roomId);
  const { value: files } = await core.archive.fileCount(roomId);
  return { messages: room.last_seq - room.expired_through_seq, files, sub_rooms: under(core, roomId).length };
}

export async function deleteRoom(core: Core, { actor }: Context, roomId: string): Promise<Reply<'delete_room'>> {
  const room = deletable(core, actor, roomId);
  const about = { room_id: roomId, by_id: actor.participant_id, seen_by: viewersOf(core, room) };
  const passing = under(core, roomId).filter((each) => !isKept(each));
  await core.write(isKept(room) ? 'deleteRoom' : 'destroyRoom', about);
  // A room in memory is in no transaction with one on the disk.
  for (const { id: room_id } of passing) await core.write('moveRoom', { room_id, parent_id: room.parent_id });
  core.foldLog();
  return { room_id: roomId };
}

function deletable(core: Core, actor: Context['actor'], roomId: string): Room {
  const { room } = core.room(actor, roomId);
  requirePermission(roomId !== LOBBY_ID, 'The lobby cannot be deleted: everyone who joins begins there.');
  requirePermission(mayDeleteRoom(core.directory, actor, room), 'Only the owner and the person who created this room can delete it.');
  return room;
}

function viewersOf({ directory }: Core, room: Room): string[] {
  const sees = (id: string): boolean => seesRoom(directory, { participant_id: id, grant: EVERY_RIGHT }, room, room.member_ids.includes(id));
  return [...directory.participants()].map(({ id }) => id).filter(sees);
}

function under(core: Core, roomId: string): Room[] {
  return [...core.directory.rooms()].map(({ room }) => room).filter(({ parent_id }) => parent_id === roomId);
}
