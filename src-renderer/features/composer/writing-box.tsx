import { Mic } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import { GROUP_NAMES } from '../../../src-shared/group-mentions.ts';
import { mayCallGroups } from '../../../src-shared/permissions.ts';
import { LaterTurnNote } from '../coordination/later-turn-note.tsx';
import { LaterUploadTray } from '../files/later-files.tsx';
import { attachPasted, useAttach, whyNoFiles } from '../files/use-attach.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { writingKey } from '../../sync/timeline.ts';
import { useMe, useParticipants, useUploads } from '../../sync/store.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { hasKeyboard } from '../../ui/use-media-query.ts';
import { useStable } from '../../ui/use-stable.ts';
import { strings } from '../../strings/strings.ts';
import { ContextLine } from './context-line.tsx';
import { MessageField } from './message-field.tsx';
import type { DraftDesk } from './draft-desk.ts';
import { useDraft } from './use-draft.ts';
import { LaterCallDialog } from '../calling/later-call-dialog.tsx';
import { SendButtons } from './send-buttons.tsx';
import { useCaret } from './use-caret.ts';
import { useEditLast } from './use-edit-last.ts';
import { useLists } from './use-lists.tsx';
import { useLongPaste } from './use-long-paste.ts';
import { useRecording } from './use-recording.tsx';
import { useSlash } from './use-slash.ts';
import { useStopWriting } from '../rooms/use-stop-agent.ts';
import { useSubmit } from './use-submit.ts';
import { useTypingSignal } from './use-typing-signal.ts';
import { pasteLink } from './text-keys.ts';
import { useWritingKeys } from './use-writing-keys.ts';
import { WritingTools } from './writing-tools.tsx';

export function WritingBox({ room, desk }: { room: RoomFacts; desk: DraftDesk }) {
  const handle = useDraft(desk);
  const { draft, setDraft, editing } = handle;
  const field = useRef<HTMLTextAreaElement>(null);
  const place = writingKey(desk.at);
  const uploads = useUploads(place);
  const me = useMe();
  const participants = useParticipants();
  const mayCall = mayCallGroups(me, room);
  const people = useMemo(() => [...Object.values(participants), ...(mayCall ? GROUP_NAMES : [])], [participants, mayCall]);
  const slash = useSlash(room, handle);
  const placeCaret = useCaret(field);
  const lists = useLists({ room, handle, field, slash, placeCaret });
  const typing = useTypingSignal(room.id);
  const submit = useSubmit(room, handle, typing.stopped, slash);
  const editLast = useEditLast(desk);
  const stopAgents = useStopWriting(desk.at);
  const attach = useAttach(room, desk.at);
  const offerFile = useLongPaste({ room, field, handle, attach });
  const title = roomTitle(room, participants, me.id);
  const label = editing
    ? strings.composer.editMessage
    : desk.at.thread_id === null
      ? strings.composer.message(title)
      : strings.threads.write;
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
  const mention = useStable(startMention);
  const pickEmoji = useStable(insertEmoji);
  const recording = useRecording({ place, uploads: uploads.length, field, attach, send: submit.send });
  const hasLater = editing === null && !recording.isOn;
  const isEmpty = !editing && !recording.isOn && draft.text === '' && uploads.length === 0 && whyNoFiles(room) === null;
  const onKeyDown = useWritingKeys({ field, lists, handle, send: recording.send, editLast: editLast.start, stopAgents });

  return (
    <div className="relative">
      {lists.element}
      <LaterCallDialog question={submit.question} />
      <div className="rounded-card border border-edge/60 bg-raise shadow-[0_1px_2px_rgb(0_0_0/0.04)] transition-colors duration-120 focus-within:border-accent">
        <ContextLine room={room} handle={handle} />
        {!editing && <LaterUploadTray roomId={place} />}
        {recording.bar}
        <div className="flex flex-col max-sm:flex-row max-sm:items-end max-[16rem]:flex-col max-[16rem]:items-stretch">
          <MessageField
            field={field}
            value={draft.text}
            people={people}
            aria-label={label}
            placeholder={label}
            enterKeyHint={hasKeyboard() ? 'send' : 'enter'}
            aria-autocomplete="list"
            aria-haspopup="listbox"
            {...lists.aria}
            onChange={(event) => change(event.target.value, event.target.selectionStart)}
            onSelect={(event) => lists.look(draft.text, event.currentTarget.selectionStart)}
            onKeyDown={onKeyDown}
            onPaste={(event) => {
              if (!editing) attachPasted(event, attach);
              if (!event.defaultPrevented) pasteLink(event);
              if (!event.defaultPrevented) offerFile(event);
            }}
            onBlur={() => {
              typing.stopped();
              editLast.giveUp();
              lists.close();
            }}
          />
          <div className="flex items-center justify-between gap-2 px-2 pb-2 max-sm:p-1">
            <WritingTools
              room={room}
              isEditing={editing !== null}
              onAttach={attach}
              onMention={mention}
              onEmoji={pickEmoji}
              onRecord={recording.begin}
            />
            {submit.problem !== null && (
              <p role="alert" className="min-w-0 flex-1 text-end text-meta text-coral-ink">
                {submit.problem}
              </p>
            )}
            {submit.problem === null && (
              <div className="flex min-w-0 flex-1 justify-end">
                <LaterTurnNote room={room} onPhone={false} />
              </div>
            )}
            {isEmpty && <PhoneMicrophone onRecord={recording.begin} />}
            <SendButtons
              submit={submit}
              roomId={room.id}
              isEditing={editing !== null}
              hasLater={hasLater}
              isDisabled={submit.isDisabled && !recording.isOn}
              onSend={recording.send}
              className={isEmpty ? 'max-sm:hidden' : undefined}
            />
          </div>
        </div>
      </div>
    </div>
  );
}

/** On a phone the microphone is where Send is, as long as there is nothing to send. */
function PhoneMicrophone({ onRecord }: { onRecord: () => void }) {
  return <IconButton icon={Mic} label={strings.composer.record} onClick={onRecord} className="sm:hidden" />;
}

/** The field has the focus when a room opens, where there is a keyboard: on a phone it would cover half the room. */
function useFocus(field: { current: HTMLTextAreaElement | null }, round: number): void {
  useEffect(() => {
    const element = field.current;
    if (!element || (round === 0 && !hasKeyboard()) || document.querySelector('dialog[open]')) return;
    element.focus();
    element.setSelectionRange(element.value.length, element.value.length);
  }, [field, round]);
}
