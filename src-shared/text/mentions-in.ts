import type { Block, Inline } from './tree.ts';

type MentionInline = Extract<Inline, { kind: 'mention' }>;

/** The mentions of a text that was taken apart, in its order. */
export function mentionsIn(blocks: readonly Block[]): MentionInline[] {
  return blocks.flatMap((block) => {
    switch (block.kind) {
      case 'paragraph':
      case 'heading':
        return mentionsInLine(block.content);
      case 'quote':
        return mentionsIn(block.blocks);
      case 'list':
        return block.items.flatMap((item) => mentionsIn(item.blocks));
      case 'table':
        return [block.head, ...block.rows].flat().flatMap(mentionsInLine);
      default:
        return [];
    }
  });
}

function mentionsInLine(content: readonly Inline[]): MentionInline[] {
  return content.flatMap((inline) => {
    if (inline.kind === 'mention') return [inline];
    return 'content' in inline ? mentionsInLine(inline.content) : [];
  });
}
