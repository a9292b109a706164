import clsx from 'clsx';
import { memo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { Message } from '../../../src-shared/objects.ts';
import { isShortcut } from '../../../src-shared/shortcuts.ts';
import { LaterVoteCard } from '../coordination/later-vote-card.tsx';
import { TaskLine } from '../coordination/task-line.tsx';
import { LaterLinkPreviews } from './later-link-previews.tsx';
import { LaterStreamBody } from './later-stream-body.tsx';
import { LaterThought } from './later-thought.tsx';
import { LaterPinMark } from './later-pin-mark.tsx';
import { ProfileButton } from '../people/profile-button.tsx';
import { SavedMark } from './saved-mark.tsx';
import { AsSealed } from '../sealed/as-sealed.tsx';
import { useRead } from '../../sync/sealed/use-sealed.ts';
import { useMe, useParticipant } from '../../sync/store.ts';
import { Avatar } from '../people/avatar.tsx';
import { isComposing } from '../../ui/composing.ts';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { useContextMenu } from '../../ui/use-context-menu.ts';
import { hasKeyboard } from '../../ui/use-media-query.ts';
import { strings } from '../../strings/strings.ts';
import { ActivityLine, DayLine, NewLine, RenamedLine, ReturnedLine } from './lines.tsx';
import { LaterMessageActions } from './later-message-actions.tsx';
import type { MessageKeys } from './message-actions.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageHead } from './message-head.tsx';
import { PendingBody } from './pending-body.tsx';
import { Quote } from './quote.tsx';
import { LaterMessageSheet } from './later-dialogs.tsx';
import { Reactions } from './reactions.tsx';
import { isLine, messageOf, sameRow, type Entry, type Row } from './rows.ts';
import { useRoomUi } from './room-ui.ts';
import { RowFocus } from './row-focus.ts';
import { Seen } from './seen.tsx';
import { ThreadLine } from './thread-line.tsx';
import { timeWord } from './time-words.ts';
import { useLongPress } from './use-long-press.ts';

interface MessageRowProps {
  row: Row;
  isTabStop: boolean;
  isHighlighted: boolean;
}

export const MessageRow = memo(
  function MessageRow({ row, isTabStop, isHighlighted }: MessageRowProps) {
    const author = useParticipant(row.authorId);
    const name = author?.name ?? strings.timeline.gone;
    const { room } = useRoomUi();
    const isMentioned = useIsMentioned(row);
    return (
      <>
        {row.startsDay && <DayLine at={row.at} />}
        {row.hasNewLine && <NewLine />}
        <Frame
          row={row}
          name={name}
          isTabStop={isTabStop}
          className={clsx(
            isHighlighted
              ? 'bg-accent-soft'
              : isMentioned && 'bg-amber-soft/25 before:absolute before:inset-y-0 before:start-0 before:w-[3px] before:bg-amber',
          )}
        >
          {isLine(row.entry) ? (
            <GutterTime at={row.at} />
          ) : row.isHead ? (
            <ProfileButton participantId={row.authorId} room={room} isEcho className={FOR_THUMBS}>
              <Avatar of={author ?? { id: row.authorId, name, kind: 'person' }} size={32} />
            </ProfileButton>
          ) : (
            <GutterTime at={row.at} />
          )}
          <div className="min-w-0 flex-1">
            <Content row={row} name={name} />
          </div>
        </Frame>
      </>
    );
  },
  (a, b) => a.isTabStop === b.isTabStop && a.isHighlighted === b.isHighlighted && sameRow(a.row, b.row),
);

/** A touch target around the picture. */
const FOR_THUMBS = 'relative self-start pt-0.5 tap:before:absolute tap:before:-inset-1.5';

function Content({ row, name }: { row: Row; name: string }) {
  const { entry } = row;
  const { at } = useRoomUi();
  if (entry.kind === 'task') return <TaskLine task={entry.task} maker={name} />;
  if (entry.kind === 'renamed') return <RenamedLine renaming={entry.renaming} />;
  if (entry.kind === 'returned') return <ReturnedLine returning={entry.returning} />;
  if (entry.kind === 'activities') return <ActivityLine activities={entry.activities} />;
  const { thread_id } = at;
  const replyTo = answeredBy(entry);
  const message = entry.kind === 'message' ? entry.message : null;
  return (
    <>
      {/* In a thread all answer its first message. */}
      {replyTo !== null && replyTo !== thread_id && <Quote messageId={replyTo} threadId={threadOf(message)} />}
      {row.isHead && <MessageHead participantId={row.authorId} name={name} at={row.at} />}
      {message?.pin && <LaterPinMark pin={message.pin} />}
      <ErrorBoundary fallback={() => <PlainText entry={entry} />}>
        <Body entry={entry} />
      </ErrorBoundary>
      {message && thread_id === null && <ThreadLine message={message} />}
      {row.isOwnLast && message && thread_id === null && <Seen message={message} />}
    </>
  );
}

function Body({ entry }: { entry: Exclude<Entry, { kind: 'task' | 'renamed' | 'returned' | 'activities' }> }) {
  switch (entry.kind) {
    case 'message':
      return (
        <>
          <MessageBody message={entry.message} />
          <LaterLinkPreviews message={entry.message} />
          <Reactions message={entry.message} />
        </>
      );
    case 'thoughts':
      return <LaterThought thoughts={entry.messages} />;
    case 'pending':
      return <PendingBody item={entry.item} />;
    case 'stream':
      return <LaterStreamBody stream={entry.stream} />;
    case 'vote':
      return <LaterVoteCard vote={entry.vote} />;
  }
}

/** An entry that cannot be drawn as meant is shown as it was written. */
function PlainText({ entry }: { entry: Exclude<Entry, { kind: 'task' | 'renamed' | 'returned' | 'activities' }> }) {
  const read = useRead();
  if (entry.kind === 'vote') return <Unformatted text={entry.vote.title} />;
  const written = entry.kind === 'pending' ? entry.item : messageOf(entry);
  if (!written) return null;
  const shown = read(written);
  return (
    <AsSealed read={shown}>
      <Unformatted text={shown.content} />
    </AsSealed>
  );
}

function Unformatted({ text }: { text: string }) {
  return (
    <p dir="auto" className="message-text max-w-[680px] text-body whitespace-pre-wrap text-ink wrap-anywhere">
      {text}
    </p>
  );
}

/** The thread of a reply; null for the message that began it. */
function threadOf(message: Message | null): string | null {
  return message?.thread_id === undefined || message.thread_id === message.id ? null : message.thread_id;
}

/** The message that this one answers, if it is there to be answered. */
function answeredBy(entry: Entry): string | null {
  if (entry.kind === 'message') return entry.message.deleted_at === null ? entry.message.reply_to : null;
  if (entry.kind === 'stream') return entry.stream.reply_to;
  return entry.kind === 'pending' ? entry.item.reply_to : null;
}

interface FrameProps {
  row: Row;
  name: string;
  isTabStop: boolean;
  className: string;
  children: ReactNode;
}

/** One stop of the keyboard. What can be done with a message shows while it is pointed at or has the focus. */
function Frame({ row, name, isTabStop, className, children }: FrameProps) {
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const message = messageOf(row.entry);
  const { canWrite } = useRoomUi();
  const canAct = message !== null && message.deleted_at === null;
  const [isSheetOpen, setIsSheetOpen] = useState(false);
  const longPress = useLongPress(() => canAct && setIsSheetOpen(true));
  const menu = useContextMenu();
  const keys = useRef<MessageKeys | null>(null);
  /** A finger has its sheet: what a tap gives the focus to shows no bar. */
  const isTouched = useRef(false);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    isTouched.current = false;
    setHasFocus(true);
    if (event.target !== event.currentTarget || isComposing(event)) return;
    if (canAct && isShortcut(event, 'messageMenu')) menu.openBeside(event.currentTarget);
    else if (keys.current?.(event) !== true) return;
    event.preventDefault();
  };
  return (
    <article
      data-row={row.key}
      data-seq={message?.seq}
      data-replies={(canAct && canWrite) || undefined}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={strings.timeline.byAt(name, timeWord(row.at))}
      {...longPress}
      onPointerDownCapture={(event) => {
        isTouched.current = event.pointerType === 'touch';
        menu.bind.onPointerDownCapture(event);
      }}
      onContextMenu={(event) => {
        longPress.onContextMenu(event);
        if (canAct) menu.bind.onContextMenu(event);
      }}
      onKeyDown={onKeyDown}
      onPointerEnter={({ pointerType }) => setIsPointedAt(pointerType === 'mouse' && hasKeyboard())}
      onPointerLeave={(event) => {
        setIsPointedAt(false);
        if (!isBusy(event.currentTarget)) setHasFocus(false);
      }}
      onFocus={() => setHasFocus(!isTouched.current)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setHasFocus(false)}
      className={clsx(
        // A finger that stays asks what can be done; what it says is copied from there.
        'group relative flex gap-3 px-5 pointer-coarse:select-none transition-colors duration-180 hover:bg-line-2/70 focus-visible:-outline-offset-2 max-sm:px-4',
        row.isHead ? 'pt-2.5 pb-0.5' : 'py-0.5',
        className,
      )}
    >
      <RowFocus value={hasFocus}>
        {canAct && <SavedMark id={message.id} />}
        {children}
        {canAct && (isPointedAt || hasFocus || menu.at) && <LaterMessageActions message={message} menu={menu} keys={keys} />}
      </RowFocus>
      {canAct && isSheetOpen && <LaterMessageSheet message={message} onClose={() => setIsSheetOpen(false)} />}
    </article>
  );
}

/** Used by the keyboard, or with a menu open: whatever the pointer does, what can be done with the message stays. */
function isBusy(row: HTMLElement): boolean {
  return (
    row.querySelector(':focus-visible, [role="menu"], [aria-expanded="true"][aria-haspopup]') !== null || row.matches(':focus-visible')
  );
}

function GutterTime({ at }: { at: number }) {
  return (
    <span aria-hidden className="w-8 shrink-0 pt-0.5 text-end text-[10px] whitespace-nowrap text-ink-3 opacity-0 group-hover:opacity-100">
      {timeWord(at).replace(/\s?[AP]M$/i, '')}
    </span>
  );
}

function useIsMentioned(row: Row): boolean {
  const meId = useMe().id;
  const { room } = useRoomUi();
  if (row.entry.kind !== 'message' || room.direct || row.authorId === meId) return false;
  // The card of a question has its own mark, until it is over.
  const { kind, mentions } = row.entry.message;
  return kind !== 'approval' && mentions.includes(meId);
}
