import { useEffect, type ClipboardEvent, type KeyboardEvent, type RefObject } from 'react';
import { isShortcut, type ShortcutName } from '../../../src-shared/shortcuts.ts';
import { isComposing } from '../../ui/composing.ts';
import { isMac } from '../../ui/shortcut.ts';
import { hasKeyboard } from '../../ui/use-media-query.ts';
import { continueList, isInOpenFence, linkFromPaste, toggleMark, type Mark, type Selected, type TextEdit } from './text-edit.ts';
import type { ComposerLists } from './use-lists.tsx';
import type { DraftHandle } from './use-draft.ts';

const MARKS: readonly (readonly [ShortcutName, Mark])[] = [
  ['bold', '**'],
  ['italic', '_'],
  ['code', '`'],
];

interface WritingKeys {
  field: RefObject<HTMLTextAreaElement | null>;
  lists: ComposerLists;
  handle: DraftHandle;
  send: () => void;
  /** False when there is nothing to edit. */
  editLast: () => boolean;
}

export function useWritingKeys({ field, lists, handle, send, editLast }: WritingKeys): (event: KeyboardEvent<HTMLTextAreaElement>) => void {
  const { draft, setDraft, editing, cancelEdit } = handle;
  useListContinuation(field);
  return (event) => {
    if (isComposing(event) || lists.onKeyDown(event)) return;
    const mark = markOf(event);
    if (mark) apply(event.currentTarget, toggleMark(selectedIn(event.currentTarget), mark));
    else if (isShortcut(event, 'sendAlways')) send();
    else if (isShortcut(event, 'send')) {
      if (beginsLine(event.currentTarget)) return;
      send();
    } else if (isShortcut(event, 'editLast')) {
      if (draft.text !== '' || editing || !editLast()) return;
    } else if (isShortcut(event, 'stopWriting') && editing) cancelEdit();
    else if (isShortcut(event, 'stopWriting') && draft.reply_to !== null) setDraft({ ...draft, reply_to: null });
    else return;
    event.preventDefault();
  };
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

/** Where no other key begins a line, and in code, Enter does; elsewhere it sends. */
function beginsLine(field: HTMLTextAreaElement): boolean {
  return !hasKeyboard() || isInOpenFence(field.value, field.selectionStart);
}

/** Before the browser begins a line: for every key and on-screen keyboard that does. */
function useListContinuation(field: RefObject<HTMLTextAreaElement | null>): void {
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
