import { ArrowUp, AtSign, Check } from 'lucide-react';
import clsx from 'clsx';
import { useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import { isShortcut } from '../../src-shared/shortcuts.ts';
import type { Room } from '../../src-shared/objects.ts';
import { CoordinateMenu } from '../coordination/coordinate-menu.tsx';
import { TurnNote } from '../coordination/turn-note.tsx';
import { AttachButton } from '../files/attach-button.tsx';
import { UploadTray } from '../files/upload-tray.tsx';
import { attachPasted, useAttach, whyNoFiles } from '../files/use-attach.ts';
import { roomTitle } from '../state/room-words.ts';
import { useMe, useParticipants } from '../state/store.ts';
import { EmojiButton } from '../emoji/emoji-button.tsx';
import { IconButton } from '../ui/icon-button.tsx';
import { Tooltip } from '../ui/tooltip.tsx';
import { ContextLine } from './context-line.tsx';
import { MessageField } from './message-field.tsx';
import type { DraftHandle } from './use-draft.ts';
import { useCaret } from './use-caret.ts';
import { useLastOwnMessage } from './use-last-own-message.ts';
import { useLists } from './use-lists.tsx';
import { useLongPaste } from './use-long-paste.ts';
import { useSlash } from './use-slash.ts';
import { useSubmit } from './use-submit.ts';
import { useTypingSignal } from './use-typing-signal.ts';

export function WritingBox({ room, handle }: { room: Room; handle: DraftHandle }) {
  const { draft, setDraft, editing } = handle;
  const field = useRef<HTMLTextAreaElement>(null);
  const me = useMe();
  const participants = useParticipants();
  const people = useMemo(() => Object.values(participants), [participants]);
  const slash = useSlash(room, handle);
  const placeCaret = useCaret(field);
  const lists = useLists({ room, handle, field, slash, placeCaret });
  const typing = useTypingSignal(room.id);
  const submit = useSubmit(room, handle, typing.stopped, slash);
  const lastOwn = useLastOwnMessage(room.id);
  const attach = useAttach(room);
  const offerFile = useLongPaste({ room, field, handle, attach });
  const title = roomTitle(room, participants, me.id);
  useFocus(field, handle.focusRound);

  function change(written: string, caret: number): void {
    const { text } = lists.changed(written, caret);
    setDraft({ ...draft, text });
    if (editing || text.trim() === '') typing.stopped();
    else typing.wrote();
  }
  function insertEmoji(char: string): void {
    const element = field.current;
    if (!element) return;
    const [start, end] = [element.selectionStart, element.selectionEnd];
    placeCaret(start + char.length);
    setDraft({ ...draft, text: draft.text.slice(0, start) + char + draft.text.slice(end) });
    element.focus();
  }
  function startMention(): void {
    const element = field.current;
    if (!element) return;
    const caret = element.selectionStart;
    const isGlued = /\S$/.test(draft.text.slice(0, caret));
    const text = `${draft.text.slice(0, caret)}${isGlued ? ' @' : '@'}${draft.text.slice(element.selectionEnd)}`;
    element.focus();
    placeCaret(caret + (isGlued ? 2 : 1));
    change(text, caret + (isGlued ? 2 : 1));
  }
  function onKeyDown(event: KeyboardEvent<HTMLTextAreaElement>): void {
    if (lists.onKeyDown(event) || event.nativeEvent.isComposing) return;
    if (isShortcut(event, 'send')) submit.send();
    else if (isShortcut(event, 'editLast') && draft.text === '' && !editing) return editLast(event);
    else if (isShortcut(event, 'stopWriting') && editing) handle.cancelEdit();
    else if (isShortcut(event, 'stopWriting') && draft.reply_to !== null) setDraft({ ...draft, reply_to: null });
    else return;
    event.preventDefault();
  }

  function editLast(event: KeyboardEvent): void {
    const message = lastOwn();
    if (!message) return;
    event.preventDefault();
    handle.edit(message);
  }

  return (
    <div className="relative">
      {lists.element}
      <div className="rounded-card border border-edge/60 bg-raise shadow-[0_1px_2px_rgb(0_0_0/0.04)] transition-colors duration-120 focus-within:border-accent">
        <ContextLine room={room} handle={handle} />
        {!editing && <UploadTray roomId={room.id} />}
        <div className="flex flex-col max-sm:flex-row max-sm:items-end">
          <MessageField
            field={field}
            value={draft.text}
            people={people}
            aria-label={editing ? 'Edit the message' : `Message ${title}`}
            placeholder={editing ? 'Edit the message' : `Message ${title}`}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            {...lists.aria}
            onChange={(event) => change(event.target.value, event.target.selectionStart)}
            onSelect={(event) => lists.look(draft.text, event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              if (!editing) attachPasted(event, attach);
              if (!event.defaultPrevented) offerFile(event);
            }}
            onBlur={() => {
              typing.stopped();
              lists.close();
            }}
          />
          <div className="flex items-center justify-between gap-2 px-2 pb-2 max-sm:p-1">
            <div className="flex items-center gap-1">
              {!editing && whyNoFiles(room) === null && <AttachButton onAttach={attach} />}
              <CoordinateMenu room={room} />
              <IconButton
                icon={AtSign}
                label="Mention somebody"
                onPointerDown={(event) => event.preventDefault()}
                onClick={startMention}
                className="max-sm:hidden"
              />
              <EmojiButton onPick={insertEmoji} />
            </div>
            {submit.problem !== null && (
              <p role="alert" className="min-w-0 flex-1 text-end text-meta text-coral-ink">
                {submit.problem}
              </p>
            )}
            {submit.problem === null && (
              <div className="flex min-w-0 flex-1 justify-end">
                <TurnNote room={room} />
              </div>
            )}
            <SendButton isEditing={editing !== null} isDisabled={submit.isDisabled} onSend={submit.send} />
          </div>
        </div>
      </div>
    </div>
  );
}

function SendButton({ isEditing, isDisabled, onSend }: { isEditing: boolean; isDisabled: boolean; onSend: () => void }) {
  const Icon = isEditing ? Check : ArrowUp;
  const label = isEditing ? 'Save' : 'Send';
  return (
    <Tooltip text={`${label}  ⏎`}>
      <button
        type="button"
        aria-label={label}
        aria-disabled={isDisabled}
        // The field keeps the focus, and a phone its keyboard.
        onPointerDown={(event) => event.preventDefault()}
        onClick={onSend}
        className={clsx(
          'flex size-8 shrink-0 items-center justify-center rounded-[9px] transition-colors duration-120 tap:size-11 max-sm:rounded-card',
          isDisabled ? 'bg-line-2 text-ink-3' : 'bg-accent text-on-accent hover:bg-accent-strong',
        )}
      >
        <Icon size={17} aria-hidden />
      </button>
    </Tooltip>
  );
}

/** The field has the focus when a room opens, where there is a keyboard: on a phone it would cover half the room. */
function useFocus(field: { current: HTMLTextAreaElement | null }, round: number): void {
  useEffect(() => {
    const hasKeyboard = window.matchMedia('(hover: hover) and (pointer: fine)').matches;
    const element = field.current;
    if (!element || (round === 0 && !hasKeyboard) || document.querySelector('dialog[open]')) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, [field, round]);
}
