import { useRef, type ClipboardEvent, type RefObject } from 'react';
import { whyNoFiles } from '../files/use-attach.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/strings.ts';
import { longPaste, withoutPaste } from './long-paste.ts';
import type { DraftHandle } from './use-draft.ts';

interface LongPaste {
  room: RoomFacts;
  field: RefObject<HTMLTextAreaElement | null>;
  handle: DraftHandle;
  attach: (files: readonly File[]) => void;
}

/** Offers to send a long text that was just pasted as a file. It stays in the field until that is taken up. */
export function useLongPaste({ room, field, handle: { draft, setDraft, editing }, attach }: LongPaste): (event: ClipboardEvent) => void {
  const toast = useToast();
  const latest = useRef(draft);
  latest.current = draft;
  return (event) => {
    // As the field will have it.
    const pasted = event.clipboardData.getData('text/plain').replaceAll('\r\n', '\n');
    const lines = longPaste(pasted);
    if (lines === null || editing || whyNoFiles(room) !== null) return;
    const asFile = (): void => {
      const text = withoutPaste(field.current?.value ?? '', pasted);
      if (text === null) return toast({ text: strings.composer.pasteChanged });
      setDraft({ ...latest.current, text });
      attach([new File([pasted], strings.composer.pastedName, { type: 'text/plain' })]);
      field.current?.focus();
    };
    toast({ text: strings.composer.longPaste(lines), action: { label: strings.composer.attachAsFile, onSelect: asFile } });
  };
}
