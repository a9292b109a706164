import type { FORWARD_COMMANDS } from '../../../../src-shared/commands/forward.ts';
import type { Request } from '../../../../src-shared/commands/index.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { forwardedContent, forwardedParts, type ForwardedFrom } from '../../../../src-shared/forwarded.ts';
import { newId } from '../../../../src-shared/ids.ts';
import type { Message, Room } from '../../../../src-shared/objects.ts';
import { isProgram } from '../actor.ts';
import type { Commands, Context, Core } from '../core.ts';
import { filesToSend } from '../files/commands.ts';
import { bounded, messageIn } from './commands.ts';
import { mentionsIn } from './mentions.ts';

export function forwardCommands(core: Core): Pick<Commands, keyof typeof FORWARD_COMMANDS> {
  return { forward_message: (context, request) => forward(core, context, request) };
}

async function forward(core: Core, context: Context, request: Request<'forward_message'>): Promise<Message> {
  const { room_id, from_room_id, message_id, client_id } = request;
  core.openRoom(context, room_id);
  core.room(context.actor, from_room_id);
  const message = await messageIn(core, from_room_id, message_id);
  // Once more: what may be done is decided in the same turn in which it is done.
  const entry = core.openRoom(context, room_id);
  refuseSealed(entry.room, core.room(core.readerNow(context.actor), from_room_id).room);
  requireForwardable(message);
  const comment = bounded(request.comment).trim();
  const { text, origin } = firstOf(core, message);
  const { content, comment_chars } = forwardedContent(comment, text);
  const author_id = context.actor.participant_id;
  const files = filesToSend(
    entry.room,
    message.attachments.map(({ id }) => id),
  );
  return core.post(context.actor, 'postMessage', {
    id: newId(),
    room_id,
    author_id,
    kind: 'chat',
    content: bounded(content),
    reply_to: null,
    metadata: null,
    // Only the comment calls: the text was written in another room.
    mentions: mentionsIn(core, entry, author_id, comment, []),
    client_id: client_id?.toWellFormed() ?? null,
    key_id: context.actor.grant.key_id,
    by_program: isProgram(context.actor) || message.by_program === true,
    posted_by_program: isProgram(context.actor),
    forwarded_from: { ...origin, comment_chars },
    file_copies: files.map((from) => ({ from, id: newId() })),
  });
}

/** A message that was forwarded before keeps its first author, and loses the comment of the one who forwarded it. */
function firstOf(core: Core, message: Message): { text: string; origin: Omit<ForwardedFrom, 'comment_chars'> } {
  const { room_id, id, seq, author_id, created_at, content, forwarded_from } = message;
  if (forwarded_from) return { text: forwardedParts(content, forwarded_from).text, origin: forwarded_from };
  const author_name = core.directory.participant(author_id)?.name ?? '';
  return { text: content, origin: { room_id, message_id: id, seq, author_id, author_name, sent_at: created_at } };
}

function refuseSealed(...rooms: Room[]): void {
  if (rooms.some(({ encrypted }) => encrypted))
    throw new AppError('invalid_payload', 'The home cannot read or write in a sealed room: send the text as a new message.');
}

function requireForwardable({ kind, deleted_at }: Message): void {
  if (deleted_at !== null) throw new AppError('message_deleted');
  if (kind === 'thinking' || kind === 'vote' || kind === 'approval')
    throw new AppError('invalid_payload', 'Thoughts, votes and requests for approval are not forwarded.');
}
