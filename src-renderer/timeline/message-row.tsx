import clsx from 'clsx';
import { memo, useState } from 'react';
import { useMe, useParticipant } from '../state/store.ts';
import { Avatar } from '../ui/avatar.tsx';
import { DayLine, NewLine } from './lines.tsx';
import { MessageActions } from './message-actions.tsx';
import { MessageBody } from './message-body.tsx';
import { MessageHead } from './message-head.tsx';
import { PendingBody } from './pending-body.tsx';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';
import { sameRow, type Row } from './rows.ts';
import { useRoomUi } from './room-ui.ts';
import { timeWord } from './time-words.ts';

interface MessageRowProps {
  row: Row;
  isTabStop: boolean;
  isHighlighted: boolean;
}

export const MessageRow = memo(
  function MessageRow({ row, isTabStop, isHighlighted }: MessageRowProps) {
    const author = useParticipant(row.authorId);
    const name = author?.name ?? 'Somebody who left';
    const isMentioned = useIsMentioned(row);
    return (
      <>
        {row.startsDay && <DayLine at={row.at} />}
        {row.isNew && <NewLine />}
        <Frame
          row={row}
          name={name}
          isTabStop={isTabStop}
          className={clsx(
            isHighlighted
              ? 'bg-accent-soft'
              : isMentioned && 'bg-amber-soft/25 before:absolute before:inset-y-0 before:left-0 before:w-[3px] before:bg-amber',
          )}
        >
          {row.isHead ? (
            <span className="pt-0.5">
              <Avatar of={author ?? { id: row.authorId, name, kind: 'person' }} size={32} />
            </span>
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

function Content({ row, name }: { row: Row; name: string }) {
  const { entry } = row;
  const replyTo = entry.kind === 'message' ? entry.message.reply_to : entry.item.reply_to;
  const isDeleted = entry.kind === 'message' && entry.message.deleted_at !== null;
  return (
    <>
      {replyTo !== null && !isDeleted && <Quote messageId={replyTo} />}
      {row.isHead && <MessageHead participantId={row.authorId} name={name} at={row.at} />}
      {entry.kind === 'message' ? <MessageBody message={entry.message} /> : <PendingBody item={entry.item} />}
      {entry.kind === 'message' && <Reactions message={entry.message} />}
    </>
  );
}

interface FrameProps {
  row: Row;
  name: string;
  isTabStop: boolean;
  className: string;
  children: React.ReactNode;
}

/** One stop of the keyboard. What can be done with a message shows while it is pointed at or has the focus. */
function Frame({ row, name, isTabStop, className, children }: FrameProps) {
  const [isPointedAt, setIsPointedAt] = useState(false);
  const [hasFocus, setHasFocus] = useState(false);
  const { entry } = row;
  const canAct = entry.kind === 'message' && entry.message.deleted_at === null;
  return (
    <article
      data-row={row.key}
      data-seq={entry.kind === 'message' ? entry.message.seq : undefined}
      tabIndex={isTabStop ? 0 : -1}
      aria-label={`${name}, ${timeWord(row.at)}`}
      onPointerEnter={() => setIsPointedAt(true)}
      onPointerLeave={() => setIsPointedAt(false)}
      onFocus={() => setHasFocus(true)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setHasFocus(false)}
      className={clsx(
        'group relative flex gap-3 px-5 transition-colors duration-180 hover:bg-line-2/70 focus-visible:-outline-offset-2 max-sm:px-4',
        row.isHead ? 'pt-2.5 pb-0.5' : 'py-0.5',
        className,
      )}
    >
      {children}
      {canAct && (isPointedAt || hasFocus) && <MessageActions message={entry.message} />}
    </article>
  );
}

function GutterTime({ at }: { at: number }) {
  return (
    <span aria-hidden className="w-8 shrink-0 pt-0.5 text-right text-[10px] whitespace-nowrap text-ink-3 opacity-0 group-hover:opacity-100">
      {timeWord(at).replace(/\s?[AP]M$/i, '')}
    </span>
  );
}

function useIsMentioned(row: Row): boolean {
  const meId = useMe().id;
  const { room } = useRoomUi();
  return row.entry.kind === 'message' && !room.direct && row.authorId !== meId && row.entry.message.mentions.includes(meId);
}
