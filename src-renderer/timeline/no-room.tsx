import { DoorOpen, Plus, Hash } from 'lucide-react';
import { useEffect, useState } from 'react';
import { mayCreateRooms } from '../state/permissions.ts';
import { useActions, useDialogActions, useMe } from '../state/store.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

/** There is no room to show at all. */
export function NoRoom() {
  const me = useMe();
  const { openDialog } = useDialogActions();
  const mayCreate = mayCreateRooms(me);
  return (
    <main className="flex min-w-0 flex-1 flex-col justify-center">
      <EmptyState
        icon={Hash}
        title="No rooms yet"
        text={mayCreate ? 'Rooms are where people and agents talk.' : 'You will see the rooms here that you are let into.'}
      >
        {mayCreate && (
          <Button look="primary" icon={Plus} onClick={() => openDialog({ kind: 'create-room' })}>
            Make a room
          </Button>
        )}
      </EmptyState>
    </main>
  );
}

/** A room that was just made may be announced a moment after one went there. */
const SAYS_MISSING_AFTER_MS = 1_000;

export function MissingRoom() {
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
          title="This room is not open to you"
          text="It is gone, or you were not let into it. Somebody who is in it can add you."
        >
          <Button look="primary" onClick={leaveRoom}>
            Go to the other rooms
          </Button>
        </EmptyState>
      )}
    </main>
  );
}
