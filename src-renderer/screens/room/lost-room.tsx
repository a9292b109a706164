import { DoorOpen } from 'lucide-react';
import type { LostRoom } from '../../sync/home-state.ts';
import { useActions } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { strings } from '../../strings/all-strings.ts';

/** A room that was never known to this page, or one that lived in memory. */
interface UnknownRoom {
  why: 'missing' | 'ended';
}

/** The room on the screen is gone, or was never there, with the reason. */
export function LostRoomNote({ lost }: { lost: LostRoom | UnknownRoom }) {
  const { leaveRoom } = useActions();
  const { title, text } = wordsOf(lost);
  return (
    <EmptyState icon={DoorOpen} title={title} text={text}>
      <Button look="primary" onClick={leaveRoom}>
        {strings.lostRoom.otherRooms}
      </Button>
    </EmptyState>
  );
}

function wordsOf(lost: LostRoom | UnknownRoom): { title: string; text: string } {
  const words = strings.lostRoom;
  if (!('name' in lost))
    return lost.why === 'ended' ? { title: words.ended, text: words.endedText } : { title: words.missing, text: words.missingText };
  const { name, why, by } = lost;
  switch (why) {
    case 'removed':
      return { title: words.removedTitle(name), text: words.removedText(by) };
    case 'closed':
      return { title: words.closedTitle(name), text: words.closedText(by) };
    case 'deleted':
      return { title: words.deletedTitle(name), text: words.deletedText(by) };
    case 'gone':
      return { title: words.goneTitle(name), text: words.goneText };
    case 'restored':
      return { title: words.restoredTitle(name), text: words.restoredText };
  }
}
