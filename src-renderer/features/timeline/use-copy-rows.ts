import { useCallback, type ClipboardEvent } from 'react';
import { useApp } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { copiedText, DRAWN, wordsIn } from './copied-text.ts';
import type { Row } from './rows.ts';
import { timeWord } from './time-words.ts';

/** Copies a selection over several rows with names and times, and formulas as they were written. */
export function useCopyRows(rows: readonly Row[]): (event: ClipboardEvent<HTMLElement>) => void {
  const { store } = useApp();
  return useCallback(
    (event) => {
      const selection = document.getSelection();
      if (!selection || selection.isCollapsed || event.target instanceof HTMLTextAreaElement) return;
      const range = selection.getRangeAt(0);
      const chosen = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')].filter((each) => range.intersectsNode(each));
      const [first] = chosen;
      if (chosen.length < 2) {
        if (!first || !hasDrawn(first, range)) return;
        event.clipboardData.setData('text/plain', wordsIn(first, range));
        event.preventDefault();
        return;
      }
      const participants = store.getState().snapshot?.participants ?? {};
      const copied = chosen.flatMap((element) => {
        const row = rows.find(({ key }) => key === element.dataset['row']);
        if (!row) return [];
        const name = participants[row.authorId]?.name ?? strings.timeline.gone;
        return { name, time: timeWord(row.at), text: wordsIn(element, range) };
      });
      event.clipboardData.setData('text/plain', copiedText(copied));
      event.preventDefault();
    },
    [rows, store],
  );
}

function hasDrawn(row: Element, range: Range): boolean {
  return [...row.querySelectorAll(DRAWN)].some((each) => range.intersectsNode(each) && !each.contains(range.commonAncestorContainer));
}
