import { Forward } from 'lucide-react';
import { forwardedParts, type ForwardedFrom } from '../../../src-shared/forwarded.ts';
import type { Named } from '../../../src-shared/mentions.ts';
import type { Message } from '../../../src-shared/objects.ts';
import { useActions, useRoomFacts } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import { TOUCH_LINE } from '../../ui/touch.ts';
import { Attachments } from '../files/attachments.tsx';
import { PlaceChip } from '../markdown/place-chip.tsx';
import { LongText } from './long-text.tsx';
import { dayAndTime, fullTime } from './time-words.ts';

interface ForwardedCardProps {
  message: Message;
  from: ForwardedFrom;
  people: readonly Named[];
}

/** A forwarded message: the comment, and below it the message of another author as a quote. */
export function ForwardedCard({ message, from, people }: ForwardedCardProps) {
  const { comment, text } = forwardedParts(message.content, from);
  return (
    <>
      {comment !== '' && <LongText id={`${message.id} comment`} text={comment} people={people} />}
      <div className="mt-1 max-w-[680px] rounded-control border border-line-2 border-s-[3px] border-s-line bg-raise px-3.5 py-2">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 text-meta text-ink-2">
          <Forward size={13} aria-hidden className="shrink-0" />
          <span className="font-semibold">
            <bdi>{strings.forward.forwarded(from.author_name)}</bdi>
          </span>
          <time dateTime={new Date(from.sent_at).toISOString()} title={fullTime(from.sent_at)}>
            {dayAndTime(from.sent_at, Date.now())}
          </time>
          <Origin from={from} />
        </p>
        {text !== '' && <LongText id={message.id} text={text} people={NO_PEOPLE} />}
        {message.attachments.length > 0 && <Attachments files={message.attachments} />}
      </div>
    </>
  );
}

/** Names in the text called no participant. */
const NO_PEOPLE: readonly Named[] = [];

/** The room of the first message, for readers who can see that room. */
function Origin({ from: { room_id, seq } }: { from: ForwardedFrom }) {
  const { goTo } = useActions();
  if (!useRoomFacts(room_id)) return null;
  return (
    <button type="button" onClick={() => goTo({ room_id, seq })} className={`min-w-0 rounded-tag hover:underline ${TOUCH_LINE}`}>
      <PlaceChip place={{ room_id, seq: null }}>{null}</PlaceChip>
    </button>
  );
}
