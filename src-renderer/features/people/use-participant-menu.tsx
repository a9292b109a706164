import type { ReactNode } from 'react';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { useParticipant } from '../../sync/store.ts';
import { LaterMenu } from '../../ui/later-menu.tsx';
import { lazyPart } from '../../ui/lazy.tsx';
import { TopLayer } from '../../ui/top-layer.tsx';
import { useContextMenu, type ContextMenuHandle } from '../../ui/use-context-menu.ts';

export const ParticipantMenuPart = lazyPart(async () => (await import('./participant-menu.tsx')).ParticipantMenu);
const PARTS = [ParticipantMenuPart];

/** The menu of a person or an agent. `room`: the room whose member is meant. */
export function useParticipantMenu(
  participantId: string,
  { room = null, onProfile }: { room?: RoomFacts | null; onProfile: () => void },
): Pick<ContextMenuHandle, 'bind' | 'button'> & { menu: ReactNode } {
  const { at, bind, button, close } = useContextMenu();
  const participant = useParticipant(participantId);
  const menu = at && participant && (
    <LaterMenu key={`${at.left} ${at.top}`} parts={PARTS} at={at} onClose={close}>
      <ParticipantMenuPart participant={participant} room={room} onProfile={onProfile} at={at} onClose={close} />
    </LaterMenu>
  );
  // Not within the timeline, whose new words are read out.
  return { bind, button, menu: menu && <TopLayer>{menu}</TopLayer> };
}
