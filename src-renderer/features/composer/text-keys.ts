// Keys and pastes that change the text of a field in Markdown: marks, lists, links.
import { useEffect, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react';
import { isShortcut, type ShortcutName } from '../../../src-shared/shortcuts.ts';
import { isComposing } from '../../ui/composing.ts';
import { isMac } from '../../ui/shortcut.ts';
import { continueList, linkFromPaste, toggleMark, type Mark, type Selected, type TextEdit } from './text-edit.ts';

const MARKS: readonly (readonly [ShortcutName, Mark])[] = [
  ['bold', '**'],
  ['italic', '_'],
  ['code', '`'],
];

/** Bold, italic and code. True: the key was one of them. */
export function onMarkKey(event: KeyboardEvent<HTMLTextAreaElement>): boolean {
  const mark = isComposing(event) ? undefined : markOf(event);
  if (!mark) return false;
  apply(event.currentTarget, toggleMark(selectedIn(event.currentTarget), mark));
  event.preventDefault();
  return true;
}

/** Pastes an address over selected words as their link. */
export function pasteLink(event: ClipboardEvent<HTMLTextAreaElement>): void {
  const edit = linkFromPaste(selectedIn(event.currentTarget), event.clipboardData.getData('text/plain'));
  if (!edit) return;
  event.preventDefault();
  apply(event.currentTarget, edit);
}

function markOf(event: KeyboardEvent): Mark | undefined {
  // There the keys with Control move the caret.
  if (isMac() && event.ctrlKey) return undefined;
  return MARKS.find(([name]) => isShortcut(event, name))?.[1];
}

/** Before the browser begins a line: for every key and on-screen keyboard that does. */
export function useListContinuation(field: RefObject<HTMLTextAreaElement | null>): void {
  useEffect(() => {
    const element = field.current;
    if (!element) return;
    const onBeforeInput = (event: InputEvent): void => {
      if (event.inputType !== 'insertLineBreak') return;
      const edit = continueList(selectedIn(element));
      if (!edit) return;
      event.preventDefault();
      apply(element, edit);
    };
    element.addEventListener('beforeinput', onBeforeInput);
    return () => element.removeEventListener('beforeinput', onBeforeInput);
  }, [field]);
}

function selectedIn({ value, selectionStart, selectionEnd }: HTMLTextAreaElement): Selected {
  return { text: value, start: selectionStart, end: selectionEnd };
}

/** As if it were typed: only so can the browser undo it. */
function apply(field: HTMLTextAreaElement, { from, to, insert, select }: TextEdit): void {
  field.setSelectionRange(from, to);
  if (!(insert === '' ? document.execCommand('delete') : document.execCommand('insertText', false, insert))) {
    field.setRangeText(insert, from, to, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
  field.setSelectionRange(...select);
}
