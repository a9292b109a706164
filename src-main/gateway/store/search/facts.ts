// What the index knows of a message besides its words, as words of a column of their own: a question about one room
// never looks at what is written in another. Ids are numbered, since an id may have any characters.
import { SEARCH_PATTERNS } from '../../../../src-shared/search-words.ts';
import type { SearchHas } from '../../../../src-shared/search.ts';
import { fromJson } from '../json.ts';
import type { MessageRow } from '../schema.ts';

export const roomFact = (number: number): string => `r${number}`;
export const authorFact = (number: number): string => `a${number}`;
export const mentionFact = (number: number): string => `m${number}`;
const HAS_FACTS: Readonly<Record<Exclude<SearchHas, 'mention'>, string>> = { link: 'hl', code: 'hc' };

export function hasFact(has: Exclude<SearchHas, 'mention'>): string {
  return HAS_FACTS[has];
}

export function factsOf({ room_id, author_id, content, mentions }: MessageRow, numberOf: (id: string) => number): string {
  const facts = [roomFact(numberOf(room_id)), authorFact(numberOf(author_id))];
  if (SEARCH_PATTERNS.link.test(content)) facts.push(HAS_FACTS.link);
  if (SEARCH_PATTERNS.code.test(content)) facts.push(HAS_FACTS.code);
  if (mentions !== null) facts.push(...fromJson<string[]>(mentions).map((id) => mentionFact(numberOf(id))));
  return facts.join(' ');
}
