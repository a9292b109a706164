// A query is words and "words in quotes", never an expression: see search-words.ts for what counts.
import * as z from 'zod/mini';
import { SEARCH_PAGE_DEFAULT, SEARCH_PAGE_MAX, SEARCH_QUERY_CHARS_MAX } from '../limits.ts';
import { Participant } from '../objects.ts';
import { SearchHas, SearchResult } from '../search.ts';
import { described } from '../described.ts';
import { count, id, optional } from './fields.ts';
import type { CommandRow } from './row.ts';

export const SEARCH_COMMANDS = {
  search: {
    title: 'Search messages',
    summary: 'Find messages by words in their text or in the names of their files, in all rooms that the caller can see, the newest first.',
    right: 'read',
    request: z.object({
      query: described(
        'Words, and "words in quotes". The last word may be the start of one. Empty: only the other fields count.',
        z._default(z.string().check(z.maxLength(SEARCH_QUERY_CHARS_MAX)), ''),
      ),
      room_id: described('Only in this room. An ephemeral room is searched only when it is named here.', optional(id)),
      from_id: described('Only messages of this participant.', optional(id)),
      has: described('Only messages with this. `mention`: messages that mention the caller.', optional(SearchHas)),
      before: described('Only messages from before this time.', optional(count)),
      after: described('Only messages from this time on.', optional(count)),
      limit: z._default(z.int().check(z.minimum(1), z.maximum(SEARCH_PAGE_MAX)), SEARCH_PAGE_DEFAULT),
      cursor: described('The next_cursor of the page before.', optional(z.string().check(z.regex(/^\d{1,15}$/)))),
    }),
    reply: z.object({
      results: z.array(SearchResult),
      participants: described('The authors of the messages.', z.array(Participant)),
      next_cursor: z.nullable(z.string()),
    }),
    http: 'GET /api/search',
    readOnly: true,
    largeReply: true,
  },
} as const satisfies Record<string, CommandRow>;
