import clsx from 'clsx';
import { Check } from 'lucide-react';
import { useId } from 'react';
import type { Message } from '../../../src-shared/objects.ts';
import { useActions, useHomeState, useMe } from '../../sync/store.ts';
import { strings } from '../../strings/all-strings.ts';
import { writingState } from '../rooms/writing-state.ts';
import { useRoomUi } from './room-ui.ts';
import { ownChoice } from './own-choice.ts';

interface ChoicesProps {
  message: Pick<Message, 'id' | 'room_id' | 'thread_id'>;
  choices: readonly string[];
}

/** Answers that a message offers. A press sends one of them as a reply; another press replaces it by a further reply. */
export function Choices({ message, choices }: ChoicesProps) {
  const { id, room_id } = message;
  const me = useMe();
  const { room, at } = useRoomUi();
  const { send } = useActions();
  const chosen = useHomeState((state) => ownChoice(state, { id, room_id, thread_id: at.thread_id ?? message.thread_id ?? null }, me.id));
  const state = writingState(room, me);
  const reasonId = useId();
  function choose(choice: string): void {
    if (!state.canWrite || choice === chosen) return;
    // An answer to a reply of a thread belongs to that thread, and shows where its question does.
    const isReply = message.thread_id !== undefined && message.thread_id !== id;
    const thread_id = at.thread_id ?? (isReply ? (message.thread_id ?? null) : null);
    const also_in_room = at.thread_id === null && thread_id !== null;
    send({ room_id, content: choice, choice, reply_to: id, thread_id, also_in_room, files: [], mentions: [] });
  }
  return (
    <div className="max-w-[680px] py-1.5">
      <div role="group" aria-label={strings.choices.choices} className="flex flex-wrap gap-2">
        {choices.map((choice) => (
          <button
            key={choice}
            type="button"
            aria-pressed={choice === chosen}
            // It keeps the focus, and says why it does nothing.
            aria-disabled={!state.canWrite || undefined}
            aria-describedby={state.canWrite ? undefined : reasonId}
            onClick={() => choose(choice)}
            className={clsx(
              'inline-flex min-h-9 max-w-full items-center gap-2 rounded-control border px-3.5 py-1.5 text-start text-list font-semibold wrap-anywhere transition-colors duration-120 tap:min-h-11',
              choice === chosen ? 'border-accent bg-accent-soft text-ink' : 'border-line bg-raise text-ink',
              state.canWrite ? choice !== chosen && 'hover:bg-line-2' : 'cursor-not-allowed opacity-55',
            )}
          >
            {choice === chosen && <Check size={15} aria-hidden className="shrink-0 text-accent" />}
            <bdi>{choice}</bdi>
          </button>
        ))}
      </div>
      {!state.canWrite && (
        <p id={reasonId} className="pt-1 text-meta text-ink-2">
          {strings.choices.disabled(state.reason)}
        </p>
      )}
    </div>
  );
}
