// A participant's card: it shows while the pointer is over their name or picture, stays after a press, and is a sheet on a phone.
import { useEffect, useId, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { LazyBoundary, lazyPart } from '../../ui/lazy.tsx';
import { NARROW } from '../../ui/use-media-query.ts';
import { strings } from '../../strings/strings.ts';

const ProfileCard = lazyPart(async () => (await import('./profile-card.tsx')).ProfileCard);
const ProfileSheet = lazyPart(async () => (await import('./profile-sheet.tsx')).ProfileSheet);
const PARTS = [ProfileCard, ProfileSheet];

const SHOW_AFTER_MS = 400;
/** Time to get from the name to the card. */
const HIDE_AFTER_MS = 200;

type Shown = 'no' | 'hovered' | 'pressed' | 'sheet';

export interface Hover {
  onPointerEnter(event: { pointerType: string }): void;
  onPointerLeave(): void;
}

export interface Profile {
  /** For the element that the card stands beside. */
  id: string;
  hover: Hover;
  isOpen: boolean;
  press(): void;
  /** Before the element does something else. */
  hide(): void;
  /** To be drawn beside the element, not in it: what is pressed in the card must not press the element. */
  card: ReactNode;
}

export function useProfile(participantId: string): Profile {
  const id = useId();
  const [shown, setShown] = useState<Shown>('no');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = (next: Shown): void => {
    clearTimeout(timer.current);
    setShown(next);
  };
  const setLater = (next: Shown, afterMs: number): void => {
    clearTimeout(timer.current);
    // A pressed card stays, wherever the pointer is.
    timer.current = setTimeout(() => setShown((now) => (now === 'pressed' || now === 'sheet' ? now : next)), afterMs);
  };
  const hover: Hover = {
    onPointerEnter: ({ pointerType }) => pointerType === 'mouse' && setLater('hovered', SHOW_AFTER_MS),
    onPointerLeave: () => setLater('no', HIDE_AFTER_MS),
  };
  const close = (): void => {
    set('no');
    // The list stays where it is: it was in sight when it was pressed.
    document.getElementById(id)?.focus({ preventScroll: true });
  };
  const card = shown !== 'no' && (
    <LazyBoundary parts={PARTS} fallback={(retry) => <MissingCard onRetry={retry} />}>
      {shown === 'sheet' ? (
        <ProfileSheet participantId={participantId} onClose={() => set('no')} />
      ) : (
        <ProfileCard
          participantId={participantId}
          anchorId={id}
          takesFocus={shown === 'pressed'}
          hover={hover}
          onClose={close}
          onLeave={() => set('no')}
        />
      )}
    </LazyBoundary>
  );
  return {
    id,
    hover,
    isOpen: shown === 'pressed' || shown === 'sheet',
    press: () => set(window.matchMedia(NARROW).matches ? 'sheet' : shown === 'pressed' ? 'no' : 'pressed'),
    hide: () => set('no'),
    // Not within the timeline, whose new words are read out.
    card: card && createPortal(card, document.body),
  };
}

function MissingCard({ onRetry }: { onRetry: () => void }) {
  return (
    <button
      type="button"
      onClick={onRetry}
      className="fixed inset-x-4 bottom-4 z-20 rounded-card border border-line bg-raise p-3 text-list text-ink shadow-float"
    >
      {strings.ui.notShown}. {strings.ui.tryAgain}
    </button>
  );
}
