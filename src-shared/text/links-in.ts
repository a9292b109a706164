import { everyInline } from './every-inline.ts';
import type { Block } from './tree.ts';

/** The addresses that the links of a text lead to, in its order. Code has none. */
export function linksIn(blocks: readonly Block[]): string[] {
  return everyInline(blocks).flatMap((inline) => (inline.kind === 'link' && inline.address !== null ? [inline.address] : []));
}
