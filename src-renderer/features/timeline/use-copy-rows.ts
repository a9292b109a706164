import { useCallback, type ClipboardEvent } from 'react';
import { useApp } from '../../sync/store.ts';
import { strings } from '../../strings/strings.ts';
import { copiedText, wordsIn } from './copied-text.ts';
import type { Row } from './rows.ts';
import { timeWord } from './time-words.ts';

/** Copies a selection over several rows with names and times. */
export function useCopyRows(rows: readonly Row[]): (event: ClipboardEvent<HTMLElement>) => void {
  const { store } = useApp();
  return useCallback(
    (event) => {
      const selection = document.getSelection();
      if (!selection || selection.isCollapsed || event.target instanceof HTMLTextAreaElement) return;
      const range = selection.getRangeAt(0);
      const chosen = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row]')].filter((each) => range.intersectsNode(each));
      if (chosen.length < 2) return;
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
