// Single messages: searched, edited, deleted and reacted to.
import type { Reply } from '../../../../src-shared/commands/index.ts';
import type { Message } from '../../../../src-shared/objects.ts';
import { SEARCH_PAGE_MAX } from '../../../../src-shared/limits.ts';
import { normalReaction } from '../../../../src-shared/reaction.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import { conversationIn, conversationsOf, isShown, requireConversation, timeText } from './conversation.ts';
import { messageObject, reactionObject, reactionsOf } from './objects.ts';
import { Refusal } from './problem.ts';
import { numberIn, required } from './routes-conversations.ts';
import type { AskedBy, RestDeps, Routes } from './rest.ts';

const FOUND = 50;
const FOUND_MAX = 200;
/** Further pages of the search may have nothing of a conversation. */
const PAGES_MAX = 10;

export function messageRoutes(deps: RestDeps): Routes {
  const { core } = deps;
  const asked = (request: AskedBy): Promise<Message> =>
    findMessage(deps, request, required(request.asked.field('message_id'), 'message_id is required'));
  return {
    'GET /messages/search': { for: 'user or agent', answer: (request) => search(deps, request) },
    'POST /messages/edit': {
      for: 'user or agent',
      async answer(request) {
        const { room_id, id: message_id, deleted_at } = await asked(request);
        const content = request.asked.field('content');
        if (content.trim() === '') throw new Refusal(400, 'content is required');
        if (deleted_at !== null) throw new Refusal(400, 'cannot edit a deleted message');
        const edited = await request.run('edit_message', { room_id, message_id, content });
        const edited_at = timeText(edited.edited_at ?? core.now());
        return { status: 'edited', message_id, conversation_id: room_id, content: edited.content, edited_at };
      },
    },
    'POST /messages/delete': {
      for: 'user or agent',
      async answer(request) {
        const { room_id, id: message_id, deleted_at } = await asked(request);
        if (deleted_at !== null) throw new Refusal(400, 'message already deleted');
        const deleted = await request.run('delete_message', { room_id, message_id });
        return { status: 'deleted', message_id, conversation_id: room_id, deleted_at: timeText(deleted.deleted_at ?? core.now()) };
      },
    },
    'POST /messages/react': {
      for: 'user or agent',
      async answer(request) {
        const { run, actor } = request;
        const emoji = normalReaction(required(request.asked.field('emoji'), 'emoji is required'));
        const message = await asked(request);
        const { room_id, id: message_id } = message;
        const isThere = message.reactions.some((each) => each.emoji === emoji && each.participant_ids.includes(actor.participant_id));
        await run('react', { room_id, message_id, emoji, on: !isThere });
        if (isThere) return { status: 'reaction_removed', message_id, emoji };
        return { status: 'reaction_added', reaction: reactionObject(message, actor.participant_id, emoji) };
      },
    },
    'GET /messages/reactions': { for: 'user or agent', answer: async (request) => reactionsOf(await asked(request)) },
  };
}

/** The protocol names a message without its conversation. */
async function findMessage({ core, known }: RestDeps, { actor }: AskedBy, id: string): Promise<Message> {
  const roomId = known.roomOf(id);
  const rooms = roomId === null ? conversationsOf(core, actor).map(({ room }) => room.id) : [roomId];
  const found = await Promise.all(rooms.map((room_id) => core.archive.message(room_id, id)));
  const message = found.find(({ value }) => value !== null)?.value;
  if (!message || !isShown(message)) throw new AppError('message_not_found');
  requireMine();
  known.learn(message);
  return message;

  /** The lookup may have been slow, and the room of a known message may be another user's. */
  function requireMine(): void {
    try {
      requireConversation(core, core.readerNow(actor), message?.room_id ?? '');
    } catch (error) {
      throw new AppError('message_not_found', undefined, { cause: error });
    }
  }
}

async function search({ core, known }: RestDeps, { asked, run }: AskedBy): Promise<object[]> {
  const query = required(asked.field('q').trim(), 'q is required');
  const limit = numberIn(asked.field('limit'), 1, FOUND_MAX) ?? FOUND;
  const found: Message[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < PAGES_MAX && found.length < limit; page += 1) {
    const { results, next_cursor }: Reply<'search'> = await run('search', {
      query,
      limit: SEARCH_PAGE_MAX,
      ...(cursor !== null && { cursor }),
    });
    const messages = results.map(({ message }) => message);
    found.push(...messages.filter((each) => isShown(each) && each.deleted_at === null && conversationIn(core.directory, each.room_id)));
    cursor = next_cursor;
    if (cursor === null) break;
  }
  for (const message of found) known.learn(message);
  return found.slice(0, limit).map((message) => messageObject(core, message));
}
