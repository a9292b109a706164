// Marks what is looked for in the messages on the screen, with the browser's own highlights: no element is changed.
import { useEffect } from 'react';
import { marksIn, phrasesOf } from '../../../src-shared/search-words.ts';

/** Drawn by ::highlight() in markdown.css. */
const NAME = 'lanai-found';
const NODES_MAX = 2_000;

export function useHighlights(query: string): void {
  useEffect(() => {
    const phrases = phrasesOf(query).map((phrase) => [phrase]);
    const page = document.querySelector('main');
    if (phrases.length === 0 || !page || typeof Highlight === 'undefined') return;
    let frame = 0;
    const draw = (): void => {
      frame = 0;
      const ranges = textsIn(page).flatMap((node) =>
        phrases.flatMap((each) => (marksIn(node.data, each) ?? []).map((mark) => rangeOf(node, mark))),
      );
      CSS.highlights.set(NAME, new Highlight(...ranges));
    };
    const later = (): void => {
      frame ||= requestAnimationFrame(draw);
    };
    later();
    const observer = new MutationObserver(later);
    observer.observe(page, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete(NAME);
    };
  }, [query]);
}

function textsIn(page: Element): Text[] {
  const texts: Text[] = [];
  for (const message of page.querySelectorAll('.message-text')) {
    const walker = document.createTreeWalker(message, NodeFilter.SHOW_TEXT);
    while (walker.nextNode() && texts.length < NODES_MAX) if (walker.currentNode instanceof Text) texts.push(walker.currentNode);
  }
  return texts;
}

function rangeOf(node: Text, { start, end }: { start: number; end: number }): Range {
  const range = document.createRange();
  range.setStart(node, start);
  range.setEnd(node, end);
  return range;
}
