// The facts of a message besides its words, and the words by which they are found. The server's index and a browser that searches a
// sealed room use the same.
import { kindOfFile, type FileInfo } from './files.ts';
import type { Message } from './objects.ts';
import type { SearchHas } from './search.ts';

/** A mention names a participant, and is stored by id. */
export type Fact = Exclude<SearchHas, 'mention'>;

type Findable = Pick<Message, 'content'> & { attachments: readonly FileInfo[] };

const TESTS: Readonly<Record<Fact, (message: Findable) => boolean>> = {
  link: ({ content }) => /\bhttps?:\/\/\S/i.test(content),
  code: ({ content }) => /`{3}|~{3}|`[^`\s]/.test(content),
  file: ({ attachments }) => attachments.length > 0,
  image: ({ attachments }) => attachments.some((file) => kindOfFile(file) === 'image'),
};

export const FACTS = ['link', 'code', 'file', 'image'] as const satisfies readonly Fact[];

export function hasFact(message: Findable, fact: Fact): boolean {
  return TESTS[fact](message);
}

/** Its text and, below, the names of its files. */
export function findableText({ content, attachments }: Findable): string {
  return attachments.length === 0 ? content : [content, ...attachments.map(({ name }) => name)].join('\n').trimStart();
}
