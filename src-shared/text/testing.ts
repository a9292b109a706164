// For tests: a tree as short text, and all that a reader can see of it.
import type { Block, Inline } from './tree.ts';

/** `strong(words) @Ada`, a line for each block. */
export function outline(blocks: readonly Block[]): string {
  return blocks.map(outlineOfBlock).join('\n');
}

function outlineOfBlock(block: Block): string {
  switch (block.kind) {
    case 'paragraph':
      return outlineOfLine(block.content);
    case 'heading':
      return `heading${block.level}(${outlineOfLine(block.content)})`;
    case 'code':
      return `codeblock(${block.info}|${block.code})`;
    case 'math':
      return `mathblock(${block.tex})`;
    case 'quote':
      return `quote(${outline(block.blocks)})`;
    case 'list':
      return `list(${block.items.map(({ written, isDone, blocks }) => `${written}${isDone === null ? '' : isDone ? '[x]' : '[ ]'}${outline(blocks)}`).join('; ')})`;
    case 'table':
      return `table(${[block.head, ...block.rows].map((row) => row.map(outlineOfLine).join('|')).join(' / ')})`;
    case 'rule':
      return 'rule';
  }
}

function outlineOfLine(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      switch (inline.kind) {
        case 'text':
          return inline.text;
        case 'mention':
          return `<${inline.text}>`;
        case 'code':
          return `code(${inline.code})`;
        case 'math':
          return inline.isDisplay ? `display(${inline.tex})` : `math(${inline.tex})`;
        case 'link':
          return inline.address === null
            ? `${inline.opening}${outlineOfLine(inline.content)}${inline.closing}`
            : `link(${inline.address}|${outlineOfLine(inline.content)})`;
        default:
          return `${inline.kind}(${outlineOfLine(inline.content)})`;
      }
    })
    .join('');
}
