// Answers a question from the index. Each message is read again from the database and compared, so that nothing is
// found by words that it has no longer.
import { findableText } from '../../../../src-shared/search-facts.ts';
import { phrasesOf, snippetIn, type Phrase, type Snippet } from '../../../../src-shared/search-words.ts';
import type { SearchHas } from '../../../../src-shared/search.ts';
import type { MessageRow } from '../tables/messages.ts';
import { isFindable, type Source } from './catch-up.ts';
import { authorFact, findableOf, hasWord, mentionFact, roomFact } from './facts.ts';
import type { IndexFile } from './index-file.ts';

/** A search by a participant who may read these rooms only. */
export interface Question {
  query: string;
  room_ids: readonly string[];
  from_id: string | null;
  has: SearchHas | null;
  /** The searching participant. */
  me_id: string;
  before: number | null;
  after: number | null;
  /** Only what is older than this message. */
  before_cursor: number | null;
  limit: number;
}

export interface Found {
  cursor: number;
  snippet: Snippet;
}

/** The newest first, at most `limit`. */
export function find(index: IndexFile, source: Source, question: Question): Found[] {
  const phrases = phrasesOf(question.query);
  const match = matchOf(index, question, phrases);
  if (match === null) return [];
  const rooms = new Set(question.room_ids);
  // Imported messages are older than those before them, so a time says nothing about their cursors.
  const inOrder = !source.hasImported();
  const after = question.after === null || !inOrder ? 0 : cursorOf(source, question.after) - 1;
  const beforeTime = question.before === null || !inOrder ? Infinity : cursorOf(source, question.before);
  const before = Math.min(question.before_cursor ?? Infinity, beforeTime);
  const until = Math.min(before, source.newest() + 1);
  const found: Found[] = [];
  for (const era of index.erasBetween(after, until)) {
    for (const cursor of era.matches(match, after, until)) {
      const row = source.message(cursor);
      if (!row || !rooms.has(row.room_id) || !isFindable(row) || !isInTime(row, question)) continue;
      const snippet = snippetIn(findableText(findableOf(row)), phrases);
      if (snippet) found.push({ cursor, snippet });
      if (found.length >= question.limit) return found;
    }
  }
  return found;
}

/** Null: nothing can match. Words are letters and digits only, so none of them can be an operator or end its quotes. */
function matchOf(index: IndexFile, { room_ids, from_id, has, me_id }: Question, phrases: readonly Phrase[]): string | null {
  const rooms = room_ids.flatMap((id) => index.knownNumber(id) ?? []).map(roomFact);
  if (rooms.length === 0) return null;
  const facts = [`facts : (${rooms.join(' OR ')})`];
  if (from_id !== null) {
    const author = index.knownNumber(from_id);
    if (author === null) return null;
    facts.push(`facts : ${authorFact(author)}`);
  }
  if (has === 'mention') {
    const me = index.knownNumber(me_id);
    if (me === null) return null;
    facts.push(`facts : ${mentionFact(me)}`);
  } else if (has !== null) facts.push(`facts : ${hasWord(has)}`);
  const words = phrases.map((phrase) => `words : "${phrase.words.join(' ')}"${phrase.isPrefix ? ' *' : ''}`);
  return [...words, ...facts].join(' AND ');
}

function isInTime({ created_at }: MessageRow, { before, after }: Question): boolean {
  return (before === null || created_at < before) && (after === null || created_at >= after);
}

/** The first cursor of that time, by halves: messages are in the order in which they were written. */
function cursorOf(source: Source, time: number): number {
  let low = 0;
  let high = source.newest() + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const row = source.messageFrom(middle);
    if (row && row.created_at < time) low = row.cursor + 1;
    else high = middle;
  }
  return low;
}
