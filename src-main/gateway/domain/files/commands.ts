// Permissions to send, see and delete files. Their bytes are transferred over HTTP, which asks here first.
import type { Request, Reply } from '../../../../src-shared/commands/index.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { FileInfo } from '../../../../src-shared/files.ts';
import { safeFileName } from '../../../../src-shared/files.ts';
import { newId } from '../../../../src-shared/ids.ts';
import { FILES_PAGE_MAX, FILES_UNSENT_MAX } from '../../../../src-shared/limits.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { isSealedFile, isSealed } from '../../../../src-shared/sealed-mark.ts';
import type { Received } from '../../store/blobs/receive.ts';
import type { Looked } from '../../store/blobs/file-type.ts';
import { isOnes } from './transactions.ts';
import type { StoredFile } from '../../store/interfaces/archive.ts';
import type { Actor } from '../actor.ts';
import type { Commands, Core } from '../core.ts';
import { refuseArchived } from '../rooms/archived.ts';
import type { RoomEntry } from '../directory.ts';
import { requirePermission, has, isKept, visibleRoom } from '../policy.ts';
import { mayHaveExpired } from '../up-to-date.ts';

type FileCommand = 'list_files' | 'remove_file';

export function fileCommands(core: Core): Pick<Commands, FileCommand> {
  return {
    list_files: ({ actor }, request) => listFiles(core, actor, request),

    remove_file({ actor: { participant_id, grant } }, { file_id }) {
      return core.write('dropFile', { id: file_id, by: { participant_id, key_id: grant.key_id } });
    },
  };
}

/** The room a file may be uploaded to. Asked before its first byte is taken, and again after its last. `underWay`: how many others the actor sends just now. */
export function uploadRoom(core: Core, actor: Actor, roomId: string, underWay: number): Room {
  requirePermission(has(actor, 'post'), 'This key does not allow that.');
  const entry = core.room(actor, roomId);
  const { room } = entry;
  requireSender(core, actor, entry);
  refuseArchived(room);
  if (!isKept(room)) throw new AppError('files_not_taken', 'Nothing of this room is kept, and a file would be. Send it in another room.');
  core.limits.requireStorage(actor);
  if (core.directory.accounts.unsentFileCount(actor.participant_id) + underWay >= FILES_UNSENT_MAX) throw new AppError('too_many_files');
  return room;
}

/** Any agent of the key may send a file that came with the key, so one of them has to take part in the room. A person joins before sending. */
function requireSender(core: Core, { participant_id, grant }: Actor, { room, members }: RoomEntry): void {
  if (grant.key_id === null) return;
  const ids = [participant_id, ...core.directory.accounts.agentIdsOfKey(grant.key_id)];
  if (!ids.some((id) => members.has(id) || core.presence.isPresent(room.id, id))) throw new AppError('not_in_room');
}

export interface Uploaded {
  room: Room;
  name: string;
  received: Received;
  looked: Looked;
}

/** A sealed room takes only sealed files with sealed names. Without the key, this is all that can be checked. */
export function refuseUnsealed(name: string, head: Uint8Array): void {
  if (!isSealed(name) || !isSealedFile(head))
    throw new AppError('plaintext_in_encrypted_room', 'This room is sealed: a file and its name are sealed before they are sent.');
}

/** Of a sealed file nothing is seen; what it looks like by chance says nothing. */
export const UNSEEN: Looked = { type: 'application/octet-stream', size: null };

/** Notes a file whose content is on disk already. */
export function addFile(core: Core, actor: Actor, { room, name, received, looked }: Uploaded): Promise<FileInfo> {
  return core.write('addFile', {
    id: newId(),
    sha256: received.sha256,
    name: room.encrypted ? name : safeFileName(name),
    type: looked.type,
    size: received.size,
    width: looked.size?.width ?? null,
    height: looked.size?.height ?? null,
    uploaded_by: actor.participant_id,
    key_id: actor.grant.key_id,
    room_id: room.id,
  });
}

/** A file that the actor may read: of a room they see, or an own file that is not sent yet. Any other file counts as missing. */
export async function fileOf(core: Core, asker: Actor, fileId: string): Promise<StoredFile> {
  requirePermission(has(asker, 'read'), 'This key does not allow that.');
  const { value: row } = await core.archive.file(fileId);
  const actor = core.readerNow(asker);
  const isThere = row && row.dropped_at === null && visibleRoom(core.directory, actor, row.room_id) !== null;
  if (!isThere || (row.message_id === null && !isOnes({ participant_id: actor.participant_id, key_id: actor.grant.key_id }, row)))
    throw new AppError('file_not_found');
  return row;
}

/** The files that a message is to carry, each once. */
export function filesToSend(room: Room, ids: readonly string[]): string[] {
  if (ids.length > 0 && !isKept(room)) throw new AppError('files_not_taken');
  return [...new Set(ids)];
}

async function listFiles(core: Core, asker: Actor, { room_id, limit, before }: Request<'list_files'>): Promise<Reply<'list_files'>> {
  core.room(asker, room_id);
  const most = Math.min(limit, FILES_PAGE_MAX);
  const { value: found, actor } = await core.upToDate(
    asker,
    (archive) => archive.files(room_id, before ?? null, most + 1),
    (event) => changesFilesOf(room_id, event),
  );
  core.room(actor, room_id);
  if (!found) throw new AppError('file_not_found');
  const files = found.slice(0, most);
  const senders = [...new Set(files.map(({ file }) => file.by))].flatMap((id) => core.directory.participant(id) ?? []);
  return { room_id, files, participants: senders, has_more: found.length > files.length };
}

/** A change of a message that had files may say nothing of them: they were taken from it. */
function changesFilesOf(roomId: string, event: HomeEvent): boolean {
  if (mayHaveExpired(roomId, event)) return true;
  if (event.type !== 'message.posted' && event.type !== 'message.changed') return false;
  return event.message.room_id === roomId && (event.type === 'message.changed' || event.message.attachments.length > 0);
}
