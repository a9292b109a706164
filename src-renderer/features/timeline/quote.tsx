import { CornerUpRight } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { previewText } from '../../../src-shared/preview.ts';
import type { Message } from '../../../src-shared/objects.ts';
import type { Readable } from '../../sync/sealed/room-keys.ts';
import { useRead } from '../../sync/sealed/use-sealed.ts';
import { useActions, useHomeState, useParticipant } from '../../sync/store.ts';
import { findLoaded } from '../../sync/timeline.ts';
import { KindTag } from '../../ui/kind-tag.tsx';
import { strings } from '../../strings/strings.ts';
import { plainWords } from './plain-words.ts';
import { useRoomUi } from './room-ui.ts';
import { TOUCH_LINE } from '../../ui/touch.ts';

interface QuoteProps {
  messageId: string;
  /** Of a reply in a thread that the room shows too. */
  threadId: string | null;
}

/** The message that is answered, in one line. A press scrolls to it, or opens the thread. */
export function Quote({ messageId, threadId }: QuoteProps) {
  const { room, at } = useRoomUi();
  const { goTo, showThread } = useActions();
  const message = useQuoted(room.id, messageId);
  const author = useParticipant(message?.author_id ?? null);
  const quoted = message ? quotedWords(message) : strings.timeline.anEarlierMessage;
  const content = (
    <>
      <CornerUpRight size={13} aria-hidden className="shrink-0" />
      <span className="sr-only">{strings.timeline.inAnswerTo} </span>
      {author && (
        <span dir="auto" className="shrink-0 font-semibold">
          {author.name}
        </span>
      )}
      <KindTag of={author} />
      <span dir="auto" className="truncate">
        {quoted}
      </span>
    </>
  );
  const look = 'flex max-w-[680px] min-w-0 items-center gap-1.5 rounded-control text-start text-meta text-ink-2';
  if (!message) return <p className={look}>{content}</p>;
  return (
    <button
      type="button"
      onClick={() => {
        const thread_id = at.thread_id ?? threadId;
        if (thread_id === null) goTo({ room_id: room.id, seq: message.seq });
        else showThread({ room_id: room.id, thread_id, seq: message.seq });
      }}
      className={`${look} ${TOUCH_LINE} w-full hover:text-ink`}
    >
      {content}
    </button>
  );
}

/** From a window when it is there, else fetched once. */
export function useQuoted(roomId: string, messageId: string): Readable<Message> | null {
  const { loadQuoted } = useActions();
  const loaded = useHomeState(({ timelines }) => findLoaded(timelines, roomId, ({ id }) => id === messageId));
  const fetched = useHomeState(({ quoted }) => quoted[messageId]);
  const isLive = useHomeState(({ connection }) => connection.state === 'live');
  const isUnknown = loaded === undefined && fetched === undefined && isLive;
  useEffect(() => {
    if (isUnknown) loadQuoted(roomId, messageId);
  }, [isUnknown, roomId, messageId, loadQuoted]);
  const read = useRead();
  const written = loaded ?? fetched ?? null;
  return useMemo(() => written && read(written), [written, read]);
}

export function quotedWords(message: Readable<Message>): string {
  return previewText(plainWords(message));
}
