import { Compass, Plus, Hash } from 'lucide-react';
import { mayCreateRooms } from '../../../src-shared/permissions.ts';
import { useOtherRooms } from '../../features/rooms/use-other-rooms.ts';
import { useDialogActions, useMe } from '../../sync/store.ts';
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
