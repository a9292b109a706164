// Searching in a sealed room: the home cannot, so the device that has the key reads through the room, newest first.
import type { Reply, RequestInput } from '../../../src-shared/commands/index.ts';
import type { Message, Participant } from '../../../src-shared/objects.ts';
import { SEARCH_PAGE_DEFAULT } from '../../../src-shared/limits.ts';
import { findableText, hasFact } from '../../../src-shared/search-facts.ts';
import { isForged } from '../../../src-shared/sealed-header.ts';
import { phrasesOf, snippetIn } from '../../../src-shared/search-words.ts';
import type { SearchResult } from '../../../src-shared/search.ts';
import type { RunCommand } from '../store.ts';
import type { Readable } from './room-keys.ts';

const PAGE = 200;
/** So many pages are read for one answer; its cursor says where it continues. */
const PAGES_MAX = 25;

type Question = RequestInput<'search'>;

export interface SealedSearch {
  command: RunCommand;
  read(message: Message): Readable<Message>;
  meId: string;
  /** The result is not needed any more. */
  isCancelled(): boolean;
}

export async function searchSealed({ command, read, meId, isCancelled }: SealedSearch, question: Question): Promise<Reply<'search'>> {
  const phrases = phrasesOf(question.query ?? '');
  const limit = question.limit ?? SEARCH_PAGE_DEFAULT;
  const results: SearchResult[] = [];
  const participants = new Map<string, Participant>();
  const answer = (next: number | null): Reply<'search'> => ({
    results,
    participants: [...participants.values()],
    next_cursor: next === null ? null : String(next),
  });
  let before = question.cursor ? Number(question.cursor) : null;
  for (let page = 0; page < PAGES_MAX && !isCancelled(); page += 1) {
    const older = await command('get_history', {
      room_id: question.room_id ?? '',
      limit: PAGE,
      ...(before === null ? {} : { before_seq: before }),
    });
    for (const each of older.participants) participants.set(each.id, each);
    for (const written of older.messages.toReversed()) {
      before = written.seq;
      const message = isAsked(written, question, meId) ? read(written) : null;
      if (message?.shut !== null || isForged(message.doubts) || !hasPattern(message, question)) continue;
      const snippet = snippetIn(findableText(message), phrases);
      if (snippet) results.push({ room_id: message.room_id, message, snippet });
      if (results.length === limit) return answer(before);
    }
    if (!older.has_more) return answer(null);
  }
  return answer(before);
}

/** All filters that need no decryption. */
function isAsked(message: Message, { from_id, has, before, after }: Question, meId: string): boolean {
  if (message.kind === 'thinking' || message.deleted_at !== null) return false;
  if (from_id && message.author_id !== from_id) return false;
  if (before && message.created_at >= before) return false;
  if (after && message.created_at < after) return false;
  return has !== 'mention' || message.mentions.includes(meId);
}

function hasPattern(message: Message, { has }: Question): boolean {
  return !has || has === 'mention' || hasFact(message, has);
}
