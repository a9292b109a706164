import { Compass, DoorOpen, Plus, Hash } from 'lucide-react';
import { useEffect, useState } from 'react';
import { mayCreateRooms } from '../../../src-shared/permissions.ts';
import { useOtherRooms } from '../../features/rooms/use-other-rooms.ts';
import { useActions, useDialogActions, useMe } from '../../sync/store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { strings } from '../../strings/strings.ts';

/** There is no room that one is a member of. */
export function NoRoom() {
  const me = useMe();
  const { openDialog } = useDialogActions();
  const others = useOtherRooms();
  const mayCreate = mayCreateRooms(me);
  return (
    <main className="flex min-w-0 flex-1 flex-col justify-center">
      <EmptyState
        icon={Hash}
        title={strings.roomPage.noRooms}
        text={mayCreate ? strings.roomPage.noRoomsText : strings.roomPage.noRoomsForGuest}
      >
        {others > 0 && (
          <Button icon={Compass} onClick={() => openDialog({ kind: 'browse-rooms' })}>
            {strings.sidebar.browse}
          </Button>
        )}
        {mayCreate && (
          <Button look="primary" icon={Plus} onClick={() => openDialog({ kind: 'create-room' })}>
            {strings.roomPage.makeRoom}
          </Button>
        )}
      </EmptyState>
    </main>
  );
}

/** A room that was just made may be announced a moment after one went there. */
const SAYS_MISSING_AFTER_MS = 1_000;

export function MissingRoom({ hasEnded }: { hasEnded: boolean }) {
  const { leaveRoom } = useActions();
  const [isSaid, setIsSaid] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setIsSaid(true), SAYS_MISSING_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <main className="flex min-w-0 flex-1 flex-col justify-center">
      {isSaid && (
        <EmptyState
          icon={DoorOpen}
          title={hasEnded ? strings.roomPage.ended : strings.roomPage.missing}
          text={hasEnded ? strings.roomPage.endedText : strings.roomPage.missingText}
        >
          <Button look="primary" onClick={leaveRoom}>
            {strings.roomPage.otherRooms}
          </Button>
        </EmptyState>
      )}
    </main>
  );
}
