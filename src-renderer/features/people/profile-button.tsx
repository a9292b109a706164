import clsx from 'clsx';
import type { ReactNode } from 'react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { strings } from '../../strings/strings.ts';
import { useParticipantMenu } from './use-participant-menu.tsx';
import { useProfile } from './use-profile.tsx';

interface ProfileButtonProps {
  participantId: string;
  /** The visible text, as part of its accessible name. Left out where the name is enough. */
  name?: string;
  /** Of a picture and the name beside it, only one is focusable and read out. */
  isStop?: boolean;
  isEcho?: boolean;
  /** The room whose member is shown. */
  room?: RoomFacts;
  className?: string;
  children: ReactNode;
}

/** A participant's picture or name, which opens their card. */
export function ProfileButton({ participantId, name, isStop = true, isEcho = false, room, className, children }: ProfileButtonProps) {
  const { id, hover, isOpen, press, hide, card } = useProfile(participantId);
  const { bind, menu } = useParticipantMenu(participantId, { room, onProfile: press });
  return (
    <>
      <button
        {...hover}
        id={id}
        type="button"
        onClick={press}
        onPointerDownCapture={bind.onPointerDownCapture}
        onContextMenu={(event) => {
          hide();
          bind.onContextMenu(event);
        }}
        tabIndex={isStop && !isEcho ? undefined : -1}
        aria-hidden={isEcho || undefined}
        aria-label={isEcho || name === undefined ? undefined : strings.people.about(name)}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className={clsx('cursor-pointer text-start select-text', className)}
      >
        {children}
      </button>
      {card}
      {menu}
    </>
  );
}
