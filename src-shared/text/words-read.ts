// A text as one reads it aloud: without the signs of Markdown, code as it is, each block on separate lines.
import type { Block, Inline, ListItem } from './tree.ts';

export function wordsRead(blocks: readonly Block[]): string {
  return blocks
    .map(wordsOfBlock)
    .filter((words) => words !== '')
    .join('\n');
}

function wordsOfBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
    case 'heading':
      return wordsOfInlines(block.content);
    case 'code':
      return isLanguage(block.info) ? block.code : `${block.info}\n${block.code}`;
    case 'math':
      return block.tex;
    case 'quote':
      return wordsRead(block.blocks);
    case 'list':
      return wordsOfList(block.items);
    case 'table':
      return [block.head, ...block.rows].map((row) => row.map(wordsOfInlines).join(' ').trim()).join('\n');
    case 'rule':
      return '';
  }
}

/** Numbers are read only of what begins with another than 1: most often that is a sentence which begins with a number. */
function wordsOfList(items: readonly ListItem[]): string {
  const first = items[0]?.number ?? 1;
  return items
    .map(({ number, written, blocks }) => (number === null || first <= 1 ? wordsRead(blocks) : `${written} ${wordsRead(blocks)}`))
    .join('\n');
}

export function wordsOfInlines(content: readonly Inline[]): string {
  return content.map(wordsOfInline).join('');
}

function wordsOfInline(inline: Inline): string {
  switch (inline.kind) {
    case 'text':
    case 'mention':
      return inline.text;
    case 'code':
      return inline.code;
    case 'math':
      return inline.tex;
    default:
      return wordsOfInlines(inline.content);
  }
}

const LANGUAGE = /^[\w+#./-]{0,20}$/;

/** Whether the text after ``` is the name of a language. */
export function isLanguage(info: string): boolean {
  return LANGUAGE.test(info);
}
