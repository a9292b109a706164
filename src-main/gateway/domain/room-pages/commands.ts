import type { ROOM_PAGE_COMMANDS } from '../../../../src-shared/commands/room-pages.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { HomeEvent } from '../../../../src-shared/events/index.ts';
import { MESSAGE_BYTES_MAX, ROOM_PAGE_BYTES_MAX } from '../../../../src-shared/limits.ts';
import type { Room } from '../../../../src-shared/objects.ts';
import { isSealed } from '../../../../src-shared/sealed-mark.ts';
import type { Commands, Core } from '../core.ts';
import { participantsOf } from '../messages/commands.ts';

export function roomPageCommands(core: Core): Pick<Commands, keyof typeof ROOM_PAGE_COMMANDS> {
  return {
    async get_room_page({ actor: asker }, { room_id, version = null }) {
      core.room(asker, room_id);
      const { value: page, actor } = await core.upToDate(
        asker,
        (archive) => archive.roomPage(room_id, version),
        (event) => isOfPage(event, room_id),
      );
      core.room(actor, room_id);
      if (!page && version !== null) throw new AppError('page_version_not_found');
      return { room_id, page, participants: participantsOf(core, page ? [page.author_id] : []) };
    },

    set_room_page(context, { room_id, content, expected_version }) {
      const { room } = core.openRoom(context, room_id);
      const author_id = context.actor.participant_id;
      return core.post(context.actor, 'setRoomPage', { room_id, author_id, content: pageText(room, content), expected_version });
    },

    async list_room_page_versions({ actor: asker }, { room_id, before, limit }) {
      core.room(asker, room_id);
      const { value: found, actor } = await core.upToDate(
        asker,
        (archive) => archive.roomPageVersions(room_id, before ?? Number.MAX_SAFE_INTEGER, limit + 1),
        (event) => isOfPage(event, room_id),
      );
      core.room(actor, room_id);
      const versions = found.slice(0, limit);
      const participants = participantsOf(
        core,
        versions.map(({ author_id }) => author_id),
      );
      return { room_id, versions, participants, has_more: found.length > versions.length };
    },
  };
}

function isOfPage(event: HomeEvent, roomId: string): boolean {
  return event.type === 'room_page.changed' && event.room_id === roomId;
}

/** The text that a room takes. What is sealed is longer than its text. */
function pageText({ encrypted }: Room, text: string): string {
  if (encrypted && !isSealed(text)) throw new AppError('plaintext_in_encrypted_room');
  const content = text.toWellFormed();
  const most = encrypted ? MESSAGE_BYTES_MAX : ROOM_PAGE_BYTES_MAX;
  if (Buffer.byteLength(content) > most) throw new AppError('message_too_large', `A page has at most ${most / 1024} KiB.`);
  return content;
}
