import { everyInline } from './every-inline.ts';
import type { Block, Inline } from './tree.ts';

type MentionInline = Extract<Inline, { kind: 'mention' }>;

/** The mentions of a text that was taken apart, in its order. */
export function mentionsIn(blocks: readonly Block[]): MentionInline[] {
  return everyInline(blocks).filter((inline) => inline.kind === 'mention');
}
