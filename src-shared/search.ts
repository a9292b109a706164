// The results of a search.
import * as z from 'zod/mini';
import { Message } from './objects.ts';

const place = z.int().check(z.nonnegative());

/** `mention`: messages that mention the caller. */
export const SearchHas = z.enum(['link', 'code', 'file', 'image', 'mention']);
export type SearchHas = z.infer<typeof SearchHas>;

/** A piece of the text, or of a file's name, on one line, with what to mark in it, in UTF-16 units. */
const SnippetObject = z.object({ text: z.string(), marks: z.array(z.object({ start: place, end: place })) });

export const SearchResult = z.object({ room_id: z.string(), message: Message, snippet: SnippetObject });
export type SearchResult = z.infer<typeof SearchResult>;
