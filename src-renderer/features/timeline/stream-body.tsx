import { CircleStop } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { useStopAgent } from '../rooms/use-stop-agent.ts';
import { Markdown } from '../markdown/markdown.tsx';
import type { StreamFacts } from '../../sync/streams.ts';
import { useParticipant, useParticipants, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { ErrorBoundary } from '../../ui/error-boundary.tsx';
import { strings } from '../../strings/all-strings.ts';
import { growingPieces, PLAIN_CHARS } from './growing-pieces.ts';
import { useRoomUi } from './room-ui.ts';

/** A message while it is written. It alone is drawn again when its text grows. */
export function StreamBody({ stream: { id, author_id } }: { stream: StreamFacts }) {
  const text = useSnapshot(({ streams }) => streams[id]?.text ?? '');
  const participants = useParticipants();
  const people = useMemo(() => Object.values(participants), [participants]);
  const { canWrite } = useRoomUi();
  const author = useParticipant(author_id);
  const pieces = growingPieces(text);
  return (
    <>
      <div aria-busy data-stream={id}>
        <div dir="auto" className="message-text growing max-w-[680px] text-body text-ink">
          <ErrorBoundary fallback={() => <Plain text={text} />}>
            {pieces.map((piece, index) =>
              index === pieces.length - 1 && piece.length > PLAIN_CHARS ? (
                <Plain key={index} text={piece} />
              ) : (
                <Markdown key={index} text={piece} people={people} />
              ),
            )}
          </ErrorBoundary>
          {text === '' && <p aria-hidden />}
        </div>
        {canWrite && author?.kind === 'agent' && <Stop agentId={author_id} name={author.name} />}
      </div>
      <Announced id={id} name={author?.name ?? ''} />
    </>
  );
}

function Plain({ text }: { text: string }) {
  return <p className="whitespace-pre-wrap wrap-anywhere">{text}</p>;
}

/** Announced once, also when the row is drawn again after it was scrolled out of sight. */
function Announced({ id, name }: { id: string; name: string }) {
  const { opened } = useRoomUi();
  const [words, setWords] = useState('');
  useEffect(() => {
    if (opened.has(id)) return;
    // The message that it becomes is not folded while it is read.
    opened.add(id);
    // A screen reader announces what changes in a region that is there.
    setWords(strings.streams.isWriting(name));
  }, [opened, id, name]);
  return (
    <div aria-live="polite" className="sr-only">
      {words}
    </div>
  );
}

function Stop({ agentId, name }: { agentId: string; name: string }) {
  const { room } = useRoomUi();
  const stop = useStopAgent(room.id);
  const [isStopping, setIsStopping] = useState(false);
  const place = useFocusOfMessage();
  return (
    <span ref={place} className="contents">
      <Button
        size="small"
        icon={CircleStop}
        isBusy={isStopping}
        aria-label={isStopping ? strings.streams.stopping : strings.streams.stopAgent(name)}
        title={strings.streams.stopHint}
        onClick={() => {
          setIsStopping(true);
          void stop(agentId).finally(() => setIsStopping(false));
        }}
        className="sticky bottom-2 my-1"
      >
        {isStopping ? strings.streams.stopping : strings.streams.stop}
      </Button>
    </span>
  );
}

/** When the element goes with the focus in it, the message has the focus. */
function useFocusOfMessage() {
  const place = useRef<HTMLSpanElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    return () => {
      if (element?.contains(document.activeElement)) element.closest('article')?.focus({ preventScroll: true });
    };
  }, []);
  return place;
}
