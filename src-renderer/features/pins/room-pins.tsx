import clsx from 'clsx';
import { Pin as PinIcon } from 'lucide-react';
import { useState } from 'react';
import { PIN_STATES, type PinState } from '../../../src-shared/pins.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useRead } from '../../sync/sealed/use-sealed.ts';
import { useActions, useCommand, useParticipant } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Menu, type MenuItem } from '../../ui/menu.tsx';
import { explain } from '../../ui/phrases.ts';
import { SkeletonRows } from '../../ui/skeleton.tsx';
import { useToast } from '../../ui/toast.tsx';
import { strings } from '../../strings/all-strings.ts';
import { quotedWords } from '../timeline/quote.tsx';
import { useRoomUi } from '../timeline/room-ui.ts';
import { dayAndTime } from '../timeline/time-words.ts';
import { PIN_LOOKS } from '../timeline/pin-states.ts';
import { usePins, type PinnedMessage } from './use-pins.ts';

interface RoomPinsProps {
  room: RoomFacts;
  /** Before a message is shown in the room. */
  onJump: () => void;
}

/** The room's pinned messages: those to do first. */
export function RoomPins({ room, onJump }: RoomPinsProps) {
  const { pins, problem, retry } = usePins(room);
  const [state, setState] = useState<PinState | null>(null);
  if (problem !== null)
    return (
      <div role="alert" className="flex flex-col items-start gap-3 pt-4 text-list text-ink-2">
        {strings.pins.failed(problem)}
        <Button onClick={retry}>{strings.ui.tryAgain}</Button>
      </div>
    );
  if (pins === null) return <SkeletonRows label={strings.pins.loading} />;
  if (pins.length === 0) return <EmptyState icon={PinIcon} title={strings.pins.none} text={strings.pins.noneText} />;
  const shown = state === null ? pins : pins.filter(({ pin }) => pin.state === state);
  return (
    <>
      <Filter pins={pins} selected={state} onSelect={setState} />
      {shown.length === 0 && <p className="pt-4 text-list text-ink-2">{strings.pins.noneWith}</p>}
      <ul aria-label={strings.pins.list} className="-mx-1.5 flex flex-col gap-0.5 pt-2">
        {shown.map((message) => (
          <PinRow key={message.id} message={message} onJump={onJump} />
        ))}
      </ul>
    </>
  );
}

interface FilterProps {
  pins: readonly PinnedMessage[];
  selected: PinState | null;
  onSelect: (state: PinState | null) => void;
}

/** Only where there is something to choose. */
function Filter({ pins, selected, onSelect }: FilterProps) {
  const states = PIN_STATES.filter((state) => state === selected || pins.some(({ pin }) => pin.state === state));
  if (states.length < 2) return null;
  return (
    <div role="group" aria-label={strings.pins.filter} className="flex flex-wrap gap-1.5 pt-3">
      {[null, ...states].map((state) => (
        <button
          key={state ?? 'all'}
          type="button"
          aria-pressed={state === selected}
          onClick={() => onSelect(state)}
          className={clsx(
            'h-7 rounded-full border px-2.5 text-meta font-semibold transition-colors duration-120 tap:h-11 tap:px-4',
            state === selected ? 'border-accent bg-accent-soft text-accent' : 'border-line text-ink-2 hover:bg-line-2',
          )}
        >
          {state === null ? strings.pins.all : strings.pins.states[state]}
        </button>
      ))}
    </div>
  );
}

function PinRow({ message: written, onJump }: { message: PinnedMessage; onJump: () => void }) {
  const { room_id, seq, thread_id, thread_only, pin } = written;
  const { goTo, showThread } = useActions();
  const { canWrite } = useRoomUi();
  const author = useParticipant(written.author_id);
  const pinner = useParticipant(pin.by_id)?.name ?? strings.ui.formerMember;
  const words = quotedWords(useRead()(written));
  const isDone = pin.state === 'done';
  const jump = (): void => {
    onJump();
    if (thread_only && thread_id !== undefined) showThread({ room_id, thread_id, seq });
    else goTo({ room_id, seq });
  };
  return (
    <li className="flex items-start gap-0.5 py-0.5">
      {canWrite ? <StateMenu message={written} words={words} /> : <StateSign state={pin.state} />}
      <button
        type="button"
        title={strings.pins.show(words)}
        onClick={jump}
        className="min-w-0 flex-1 rounded-control px-1.5 py-1 text-start hover:bg-line-2 tap:min-h-11"
      >
        <span className={clsx('line-clamp-3 text-list wrap-anywhere', isDone ? 'text-ink-2' : 'text-ink')}>
          <bdi className="font-semibold">{author?.name ?? strings.ui.formerMember}</bdi> <bdi>{words}</bdi>
        </span>
        <span className="block pt-0.5 text-meta text-ink-2 wrap-anywhere">
          {strings.pins.pinnedByAt(pinner, dayAndTime(pin.pinned_at, Date.now()))}
        </span>
      </button>
    </li>
  );
}

/** Where it cannot be changed. */
function StateSign({ state }: { state: PinState }) {
  const { icon: Icon, look } = PIN_LOOKS[state];
  return (
    <span role="img" aria-label={strings.pins.states[state]} className="flex size-7 shrink-0 items-center justify-center">
      <Icon size={15} aria-hidden className={look} />
    </span>
  );
}

function StateMenu({ message, words }: { message: PinnedMessage; words: string }) {
  const { room_id, id: message_id, pin } = message;
  const command = useCommand();
  const toast = useToast();
  const { icon: Icon, look } = PIN_LOOKS[pin.state];
  const done = (asked: Promise<unknown>): void => {
    asked.catch((error: unknown) => toast({ text: explain(error) }));
  };
  const items: MenuItem[] = PIN_STATES.map((state) => ({
    icon: PIN_LOOKS[state].icon,
    label: strings.pins.states[state],
    isChecked: state === pin.state,
    onSelect: () => done(command('pin_message', { room_id, message_id, state })),
  }));
  items.push({ label: strings.actions.unpin, onSelect: () => done(command('unpin_message', { room_id, message_id })) });
  return (
    <Menu
      label={strings.pins.state(words)}
      items={items}
      placement={{ side: 'below', align: 'start' }}
      trigger={(props) => (
        <button
          {...props}
          type="button"
          aria-label={strings.pins.changeState(strings.pins.states[pin.state], words)}
          className="flex size-7 shrink-0 items-center justify-center rounded-control hover:bg-line-2 tap:size-11"
        >
          <Icon size={15} aria-hidden className={look} />
        </button>
      )}
    />
  );
}
