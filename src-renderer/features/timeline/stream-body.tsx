import { CircleStop } from 'lucide-react';
import { useEffect, useMemo, useState } from 'react';
import { useStopAgent } from '../rooms/use-stop-agent.ts';
import { Markdown } from '../markdown/markdown.tsx';
import type { StreamFacts } from '../../sync/streams.ts';
import { useParticipant, useParticipants, useSnapshot } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { strings } from '../../strings/all-strings.ts';
import { growingPieces } from './growing-pieces.ts';
import { useRoomUi } from './room-ui.ts';

/** A message while it is written. It alone is drawn again when its text grows. */
export function StreamBody({ stream: { id, author_id } }: { stream: StreamFacts }) {
  const text = useSnapshot(({ streams }) => streams[id]?.text ?? '');
  const participants = useParticipants();
  const people = useMemo(() => Object.values(participants), [participants]);
  const { canWrite, opened } = useRoomUi();
  const author = useParticipant(author_id);
  const pieces = growingPieces(text);
  // The message that it becomes is not folded before the eyes of those who read it.
  useEffect(() => void opened.add(id), [opened, id]);
  return (
    <div aria-busy data-stream={id}>
      <div dir="auto" className="message-text growing max-w-[680px] text-body text-ink">
        {pieces.map((piece, index) => (
          <Markdown key={index} text={piece} people={people} />
        ))}
        {text === '' && <p aria-hidden />}
      </div>
      {canWrite && author?.kind === 'agent' && <Stop agentId={author_id} name={author.name} />}
    </div>
  );
}

function Stop({ agentId, name }: { agentId: string; name: string }) {
  const { room } = useRoomUi();
  const stop = useStopAgent(room.id);
  const [isStopping, setIsStopping] = useState(false);
  return (
    <Button
      size="small"
      icon={CircleStop}
      isBusy={isStopping}
      aria-label={strings.streams.stopAgent(name)}
      title={strings.streams.stopHint}
      onClick={() => {
        setIsStopping(true);
        void stop(agentId).finally(() => setIsStopping(false));
      }}
      className="sticky bottom-2 my-1"
    >
      {isStopping ? strings.streams.stopping : strings.streams.stop}
    </Button>
  );
}
