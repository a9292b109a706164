// Searches messages in the rooms that the actor may read.
import type { Request, Reply } from '../../../../src-shared/commands/index.ts';
import { AppError } from '../../../../src-shared/errors.ts';
import type { Message, Room } from '../../../../src-shared/objects.ts';
import { isSealed } from '../../../../src-shared/sealed-mark.ts';
import { findableText, hasFact } from '../../../../src-shared/search-facts.ts';
import { phrasesOf, snippetIn, type Snippet } from '../../../../src-shared/search-words.ts';
import { withinBytes } from '../../store/read-fitting.ts';
import type { Search } from '../../store/search/search-thread.ts';
import type { Actor } from '../actor.ts';
import type { Commands, Core } from '../core.ts';
import { authorsOf } from '../messages/commands.ts';
import { isKept, lastingRooms, visibleRoom } from '../policy.ts';

/** An ephemeral room is read through so many messages at a time, and not further back than so much text. */
const MEMORY_PAGE = 200;
const MEMORY_CHARS_MAX = 4 * 1024 * 1024;

/** A message, and its position in the order of the results. */
interface Hit {
  place: number;
  message: Message;
  snippet: Snippet;
}

interface Hits {
  hits: Hit[];
  /** Where the next page begins, when these are not all. */
  next: number | null;
}

export function searchCommands(core: Core, search: Search): Pick<Commands, 'search'> {
  return {
    async search({ actor }, request) {
      refuseEmpty(request);
      const room = (request.room_id ?? null) === null ? null : core.room(actor, request.room_id ?? '').room;
      return page(
        core,
        room && !isKept(room) ? await readThrough(core, actor, room, request) : await onDisk(core, search, actor, room, request),
      );
    },
  };
}

function refuseEmpty({ query, from_id, has, before, after, room_id }: Request<'search'>): void {
  const isFiltered = [from_id, has, before, after, room_id].some((each) => each !== undefined && each !== null);
  if (phrasesOf(query).length === 0 && (query.trim() !== '' || !isFiltered))
    throw new AppError('invalid_payload', 'query: say at least one word to look for, or a filter.');
}

async function onDisk(core: Core, search: Search, asker: Actor, room: Room | null, request: Request<'search'>): Promise<Hits> {
  const found = await search.find({
    query: request.query,
    room_ids: room ? [room.id] : lastingRooms(core.directory, asker),
    from_id: request.from_id ?? null,
    has: request.has ?? null,
    me_id: asker.participant_id,
    before: request.before ?? null,
    after: request.after ?? null,
    before_cursor: placeOf(request),
    limit: request.limit,
  });
  const { value: messages, actor } = await core.upToDate(
    asker,
    (archive) => archive.messagesAt(found.map(({ cursor }) => cursor)),
    (event, read) => event.type === 'message.changed' && read.some(({ message }) => message.id === event.message.id),
  );
  const hits = found.flatMap(({ cursor, snippet }) => {
    const message = messages.find((each) => each.cursor === cursor)?.message;
    // Meanwhile it may have been deleted, or the asker may have lost access.
    return message && visibleRoom(core.directory, actor, message.room_id) ? [{ place: cursor, message, snippet }] : [];
  });
  return { hits, next: found.length < request.limit ? null : (found.at(-1)?.cursor ?? null) };
}

/** Ephemeral rooms are not in the index. Their messages are scanned, the newest first. */
async function readThrough(core: Core, actor: Actor, room: Room, request: Request<'search'>): Promise<Hits> {
  const phrases = phrasesOf(request.query);
  const hits: Hit[] = [];
  let place = placeOf(request) ?? Number.MAX_SAFE_INTEGER;
  let chars = 0;
  while (chars < MEMORY_CHARS_MAX) {
    const { value: older } = await core.archive.messagesBefore(room.id, place, MEMORY_PAGE);
    for (const message of older) {
      place = message.seq;
      chars += message.content.length;
      const snippet = isAsked(message, actor, request) ? snippetIn(findableText(message), phrases) : null;
      if (snippet) hits.push({ place, message, snippet });
      if (hits.length === request.limit) return { hits, next: place };
    }
    if (older.length < MEMORY_PAGE) break;
  }
  return { hits, next: null };
}

function isAsked(message: Message, { participant_id }: Actor, { from_id, has, before, after }: Request<'search'>): boolean {
  if (message.kind === 'thinking' || message.deleted_at !== null || isSealed(message.content)) return false;
  if (from_id && message.author_id !== from_id) return false;
  if (before && message.created_at >= before) return false;
  if (after && message.created_at < after) return false;
  return !has || (has === 'mention' ? message.mentions.includes(participant_id) : hasFact(message, has));
}

function placeOf({ cursor }: Request<'search'>): number | null {
  return cursor === undefined || cursor === null ? null : Number(cursor);
}

function page(core: Core, { hits, next }: Hits): Reply<'search'> {
  const messages = withinBytes(hits.map((hit) => hit.message));
  const results = hits.slice(0, messages.length).map(({ message, snippet }) => ({ room_id: message.room_id, message, snippet }));
  const end = results.length < hits.length ? (hits[results.length - 1]?.place ?? null) : next;
  return { results, participants: authorsOf(core, messages), next_cursor: end === null ? null : String(end) };
}
