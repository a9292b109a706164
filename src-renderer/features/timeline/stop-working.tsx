import { CircleStop } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import type { Participant } from '../../../src-shared/objects.ts';
import { useStreams } from '../../sync/streams.ts';
import { Spinner } from '../../ui/spinner.tsx';
import { TOUCH_BOX } from '../../ui/touch.ts';
import { listed } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import { useRoomUi } from './room-ui.ts';
import { useStopAgent } from '../rooms/use-stop-agent.ts';

/** Stops the agents that are at work in the room and write nothing in this window. What is being written has its own button. */
export function StopWorking({ agents }: { agents: readonly Participant[] }) {
  const { at, canWrite } = useRoomUi();
  const writing = new Set(useStreams(at).map(({ author_id }) => author_id));
  const silent = agents.filter(({ id }) => !writing.has(id));
  return canWrite && silent.length > 0 ? <Stop agents={silent} /> : null;
}

function Stop({ agents }: { agents: readonly Participant[] }) {
  const { room } = useRoomUi();
  const stop = useStopAgent(room.id);
  const [isStopping, setIsStopping] = useState(false);
  const place = useFocusOfField();
  const onClick = (): void => {
    if (isStopping) return;
    setIsStopping(true);
    void Promise.all(agents.map(({ id }) => stop(id))).finally(() => setIsStopping(false));
  };
  return (
    <button
      ref={place}
      type="button"
      aria-disabled={isStopping || undefined}
      aria-label={isStopping ? strings.streams.stopping : strings.streams.stopAgent(listed(agents.map(({ name }) => name)))}
      title={strings.streams.stopHint}
      onClick={onClick}
      className={`flex h-6 shrink-0 items-center gap-1 rounded-control px-1 font-semibold text-accent hover:underline ${TOUCH_BOX}`}
    >
      {isStopping ? <Spinner /> : <CircleStop size={13} aria-hidden />}
      {isStopping ? strings.streams.stopping : strings.streams.stop}
    </button>
  );
}

/** When the button goes with the focus in it, the message field has the focus. */
function useFocusOfField() {
  const { focusField } = useRoomUi();
  const place = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => {
    const element = place.current;
    return () => {
      if (element?.contains(document.activeElement)) focusField();
    };
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, at the end
  }, []);
  return place;
}
