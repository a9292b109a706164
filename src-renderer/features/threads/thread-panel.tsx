import { X } from 'lucide-react';
import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useActions, useMe, useParticipants } from '../../sync/store.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { isComposing } from '../../ui/composing.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { strings } from '../../strings/all-strings.ts';
import { Composer } from '../composer/composer.tsx';
import type { DraftDesk } from '../composer/draft-desk.ts';
import { useDraft, useDraftDesk } from '../composer/use-draft.ts';
import { DropZone } from '../files/drop-zone.tsx';
import { RoomUiContext, useRoomUi, type RoomUi } from '../timeline/room-ui.ts';
import { Timeline } from '../timeline/timeline.tsx';
import { ThreadBell } from './thread-bell.tsx';

interface ThreadPanelProps {
  threadId: string;
  /** There is no space for it beside the room. */
  isSheet: boolean;
}

/** A thread beside its room: its first message, the replies, and where one writes. */
export function ThreadPanel({ threadId, isSheet }: ThreadPanelProps) {
  const outer = useRoomUi();
  const { room } = outer;
  const { showThread } = useActions();
  const at = useMemo(() => ({ room_id: room.id, thread_id: threadId }), [room.id, threadId]);
  const desk = useDraftDesk(room, at);
  const { reply, edit, focus: focusField } = desk;
  const ui = useMemo((): RoomUi => ({ ...outer, at, reply, edit, focusField }), [outer, at, reply, edit, focusField]);
  const close = useCallback(() => showThread(null), [showThread]);
  const bell = <ThreadBell at={at} />;
  const content = (
    <DropZone room={room} at={at} isOpen={ui.canWrite}>
      <Timeline at={at} />
      <Composer room={room} desk={desk} />
      {ui.canWrite && !room.direct && <AlsoInRoom room={room} desk={desk} />}
    </DropZone>
  );
  return (
    <RoomUiContext value={ui}>
      {isSheet ? (
        <Sheet title={strings.threads.title} actions={bell} isColumn onClose={close}>
          {content}
        </Sheet>
      ) : (
        <Beside room={room} actions={bell} onClose={close}>
          {content}
        </Beside>
      )}
    </RoomUiContext>
  );
}

interface BesideProps {
  room: RoomFacts;
  actions: React.ReactNode;
  onClose: () => void;
  children: React.ReactNode;
}

function Beside({ room, actions, onClose, children }: BesideProps) {
  const participants = useParticipants();
  const me = useMe();
  const aside = useRef<HTMLElement>(null);
  useFocusBack(aside);
  const onKeyDown = (event: KeyboardEvent): void => {
    // A key that is held stopped an agent before.
    if (event.key !== 'Escape' || event.repeat || event.defaultPrevented || isComposing(event)) return;
    event.preventDefault();
    onClose();
  };
  return (
    <aside
      ref={aside}
      data-part
      aria-label={strings.threads.title}
      onKeyDown={onKeyDown}
      className="flex min-h-0 w-[min(25rem,max(400px,33vw))] shrink-0 flex-col border-s border-line bg-bg"
    >
      <header className="flex h-14 shrink-0 items-center gap-2 border-b border-line ps-5 pe-3">
        <h2 className="shrink-0 text-title font-semibold text-ink">{strings.threads.title}</h2>
        <p className="min-w-0 flex-1 truncate text-list text-ink-2">{strings.threadPanel.inRoom(roomTitle(room, participants, me.id))}</p>
        {actions}
        <IconButton icon={X} label={strings.threadPanel.close} onClick={onClose} />
      </header>
      {children}
    </aside>
  );
}

/** When the thread closes, the focus goes back to where it was opened, if that is still there. */
function useFocusBack(aside: React.RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const opener = document.activeElement instanceof HTMLElement ? document.activeElement : null;
    const element = aside.current;
    return () => {
      const wasInside = element?.contains(document.activeElement) === true || document.activeElement === document.body;
      if (wasInside && opener?.isConnected) opener.focus({ preventScroll: true });
    };
  }, [aside]);
}

function AlsoInRoom({ room, desk }: { room: RoomFacts; desk: DraftDesk }) {
  const participants = useParticipants();
  const me = useMe();
  const { draft, setDraft, editing } = useDraft(desk);
  if (editing) return null;
  return (
    <div className="-mt-3 px-3 pb-2 text-meta text-ink-2">
      <Checkbox isChecked={draft.also_in_room === true} onChange={(also_in_room) => setDraft({ ...draft, also_in_room })}>
        <span className="truncate">{strings.threadPanel.alsoInRoom(roomTitle(room, participants, me.id))}</span>
      </Checkbox>
    </div>
  );
}
