import { useEffect, useLayoutEffect, useRef, type KeyboardEvent, type SyntheticEvent } from 'react';
import { useParticipant } from '../../sync/store.ts';
import { isComposing } from '../../ui/composing.ts';
import { floatBeside } from '../../ui/float-beside.ts';
import type { Placement } from '../../ui/place-beside.ts';
import { useDismiss } from '../../ui/use-dismiss.ts';
import { strings } from '../../strings/strings.ts';
import { ProfileBody } from './profile-body.tsx';
import type { Hover } from './use-profile.tsx';

const BELOW_START: Placement = { side: 'below', align: 'start' };

interface ProfileCardProps {
  participantId: string;
  anchorId: string;
  /** Opened by a press or a key: the focus goes into it. */
  takesFocus: boolean;
  hover: Hover;
  /** Closed with the keyboard or by what it does: the name gets the focus back. */
  onClose: () => void;
  /** The person is already somewhere else. */
  onLeave: () => void;
}

/** In the top layer beside a name. */
export function ProfileCard({ participantId, anchorId, takesFocus, hover, onClose, onLeave }: ProfileCardProps) {
  const card = useRef<HTMLDivElement>(null);
  const participant = useParticipant(participantId);
  const isThere = participant !== undefined;
  useLayoutEffect(() => {
    const anchor = document.getElementById(anchorId);
    if (isThere && card.current && anchor) floatBeside(card.current, anchor, BELOW_START);
  }, [anchorId, isThere]);
  useEffect(() => {
    if (takesFocus) card.current?.focus();
  }, [takesFocus]);
  useDismiss(card, anchorId, onLeave);
  useEscape(onClose, onLeave, takesFocus);
  if (!participant) return null;

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    event.stopPropagation();
    if (event.key !== 'Tab' || !leavesWith(event)) return;
    event.preventDefault();
    onClose();
  };
  return (
    <div
      {...hover}
      ref={card}
      role="dialog"
      aria-label={strings.people.about(participant.name)}
      popover="manual"
      tabIndex={-1}
      onKeyDown={onKeyDown}
      onClick={keepIn}
      onPointerDown={keepIn}
      onFocus={keepIn}
      className="m-0 max-h-[80vh] w-80 max-w-[calc(100vw-16px)] animate-fade overflow-y-auto rounded-card border border-line bg-raise p-4 text-ink shadow-float outline-none"
    >
      <ProfileBody participant={participant} onDone={onLeave} />
    </div>
  );
}

/** In React's tree the card is within what it belongs to, which must not hear of what is done in it. */
function keepIn(event: SyntheticEvent): void {
  event.stopPropagation();
}

/** While it is only hovered the focus is elsewhere, so that the whole page listens. */
function useEscape(onClose: () => void, onLeave: () => void, takesFocus: boolean): void {
  const escape = useRef(onLeave);
  escape.current = takesFocus ? onClose : onLeave;
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape' || isComposing(event)) return;
      event.stopPropagation();
      escape.current();
    };
    document.addEventListener('keydown', onKey, true);
    return () => document.removeEventListener('keydown', onKey, true);
  }, []);
}

/** Whether this Tab goes past the first or the last of what can be reached in the card. */
function leavesWith({ currentTarget, shiftKey }: KeyboardEvent<HTMLElement>): boolean {
  const stops = [...currentTarget.querySelectorAll<HTMLElement>('button, a[href]')];
  const at = stops.findIndex((each) => each === document.activeElement);
  return shiftKey ? at <= 0 : at === stops.length - 1;
}
