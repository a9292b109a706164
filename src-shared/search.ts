// Finding messages. A query is words and "words in quotes", never an expression: see search-words.ts for what counts.
import * as z from 'zod/mini';
import { SEARCH_PAGE_DEFAULT, SEARCH_PAGE_MAX, SEARCH_QUERY_CHARS_MAX } from './limits.ts';
import { Message, Participant } from './objects.ts';

const id = z.string().check(z.minLength(1), z.maxLength(200));
const time = z.int().check(z.nonnegative());
const place = z.int().check(z.nonnegative());
const optional = <T extends z.core.SomeType>(schema: T) => z.optional(z.nullable(schema));

/** `mention`: those that call the one who asks. */
export const SearchHas = z.enum(['link', 'code', 'file', 'image', 'mention']);
export type SearchHas = z.infer<typeof SearchHas>;

/** A piece of the text, or of a file's name, on one line, with what to mark in it, in UTF-16 units. */
const SnippetObject = z.object({ text: z.string(), marks: z.array(z.object({ start: place, end: place })) });

export const SearchResult = z.object({ room_id: z.string(), message: Message, snippet: SnippetObject });
export type SearchResult = z.infer<typeof SearchResult>;

export const SEARCH_COMMANDS = {
  search: {
    summary:
      'Messages with these words, in their text or the names of their files, in the rooms one can see, newest first. An ephemeral room is searched only by its room_id',
    right: 'read',
    request: z.object({
      /** The last word may be the start of one. Empty: by the other fields alone. */
      query: z._default(z.string().check(z.maxLength(SEARCH_QUERY_CHARS_MAX)), ''),
      room_id: optional(id),
      from_id: optional(id),
      has: optional(SearchHas),
      /** Written before this time, and at or after that one. */
      before: optional(time),
      after: optional(time),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(SEARCH_PAGE_MAX)), SEARCH_PAGE_DEFAULT),
      /** next_cursor of the page before. */
      cursor: optional(z.string().check(z.regex(/^\d{1,15}$/))),
    }),
    /** `participants`: the messages' authors. */
    reply: z.object({
      results: z.array(SearchResult),
      participants: z.array(Participant),
      next_cursor: z.nullable(z.string()),
    }),
  },
} as const;
