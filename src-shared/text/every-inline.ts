import type { Block, Inline } from './tree.ts';

/** The inlines of a text in its order, and after each those inside of it. */
export function everyInline(blocks: readonly Block[]): Inline[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return inLine(block.content);
      case 'quote':
        return everyInline(block.blocks);
      case 'list':
        return block.items.flatMap((item) => everyInline(item.blocks));
      case 'table':
        return [block.head, ...block.rows].flat().flatMap(inLine);
      default:
        return [];
    }
  });
}

function inLine(content: readonly Inline[]): Inline[] {
  return content.flatMap((inline) => ('content' in inline ? [inline, ...inLine(inline.content)] : [inline]));
}
