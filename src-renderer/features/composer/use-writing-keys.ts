import type { KeyboardEvent, RefObject } from 'react';
import { isShortcut } from '../../../src-shared/shortcuts.ts';
import { isComposing } from '../../ui/composing.ts';
import { hasKeyboard } from '../../ui/use-media-query.ts';
import { isInOpenFence } from './text-edit.ts';
import { onMarkKey, useListContinuation } from './text-keys.ts';
import type { ComposerLists } from './use-lists.tsx';
import type { DraftHandle } from './use-draft.ts';

interface WritingKeys {
  field: RefObject<HTMLTextAreaElement | null>;
  lists: ComposerLists;
  handle: DraftHandle;
  send: () => void;
  /** False when there is nothing to edit. */
  editLast: () => boolean;
  /** Stops the agents that are writing here in sight. False: there are none. */
  stopAgents: () => boolean;
}

export function useWritingKeys({
  field,
  lists,
  handle,
  send,
  editLast,
  stopAgents,
}: WritingKeys): (event: KeyboardEvent<HTMLTextAreaElement>) => void {
  const { draft, setDraft, editing, cancelEdit } = handle;
  useListContinuation(field);
  return (event) => {
    if (isComposing(event) || lists.onKeyDown(event) || onMarkKey(event)) return;
    if (isShortcut(event, 'sendAlways')) send();
    else if (isShortcut(event, 'send')) {
      if (beginsLine(event.currentTarget)) return;
      send();
    } else if (isShortcut(event, 'editLast')) {
      if (draft.text !== '' || editing || !editLast()) return;
    } else if (isShortcut(event, 'stopWriting') && editing) cancelEdit();
    else if (isShortcut(event, 'stopWriting') && draft.reply_to !== null) setDraft({ ...draft, reply_to: null });
    else if (!isShortcut(event, 'stopWriting') || draft.text !== '' || event.repeat || !stopAgents()) return;
    event.preventDefault();
  };
}

/** Where no other key begins a line, and in code, Enter does; elsewhere it sends. */
function beginsLine(field: HTMLTextAreaElement): boolean {
  return !hasKeyboard() || isInOpenFence(field.value, field.selectionStart);
}
