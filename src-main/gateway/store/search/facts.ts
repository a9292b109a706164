// Facts of a message as words of their own index column: a search in one room never reads the texts of another. Ids are replaced by
// numbers, since an id may have any characters.
import type { FileInfo } from '../../../../src-shared/files.ts';
import { FACTS, hasFact, type Fact } from '../../../../src-shared/search-facts.ts';
import { fromJson } from '../json.ts';
import type { MessageRow } from '../tables/messages.ts';

export const roomFact = (number: number): string => `r${number}`;
export const authorFact = (number: number): string => `a${number}`;
export const mentionFact = (number: number): string => `m${number}`;
export const hasWord = (fact: Fact): string => `has${fact}`;

export function factsOf(row: MessageRow, numberOf: (id: string) => number): string {
  const { room_id, author_id, mentions } = row;
  const facts = [roomFact(numberOf(room_id)), authorFact(numberOf(author_id))];
  const findable = findableOf(row);
  facts.push(...FACTS.filter((fact) => hasFact(findable, fact)).map(hasWord));
  if (mentions !== null) facts.push(...fromJson<string[]>(mentions).map((id) => mentionFact(numberOf(id))));
  return facts.join(' ');
}

export function findableOf({ content, attachments }: MessageRow): { content: string; attachments: FileInfo[] } {
  return { content, attachments: attachments === null ? [] : fromJson<FileInfo[]>(attachments) };
}
