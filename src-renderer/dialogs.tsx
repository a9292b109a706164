// The dialog that is open, if one is. Those that find something are drawn by the window.
import { assertNever } from '../src-shared/errors.ts';
import { AgentsDialog } from './agents/agents-dialog.tsx';
import { DecideDialog } from './coordination/decide-dialog.tsx';
import { NewTaskDialog, TaskDialog } from './coordination/task-dialog.tsx';
import { VoteDialog } from './coordination/vote-dialog.tsx';
import { InvitesDialog } from './invites/invites-dialog.tsx';
import { LanternDialog } from './lantern/lantern-dialog.tsx';
import { AddMemberDialog } from './rooms/add-member-dialog.tsx';
import { CreateRoomDialog } from './rooms/create-room-dialog.tsx';
import { EditRoomDialog } from './rooms/edit-room-dialog.tsx';
import { SettingsDialog } from './settings/settings-dialog.tsx';
import { useDialogActions, useOpenDialog } from './state/store.ts';

export function Dialogs() {
  const dialog = useOpenDialog();
  const { closeDialog } = useDialogActions();
  if (!dialog) return null;
  switch (dialog.kind) {
    case 'create-room':
      return <CreateRoomDialog parentId={dialog.parent_id} name={dialog.name} onClose={closeDialog} />;
    case 'edit-room':
      return <EditRoomDialog roomId={dialog.room_id} onClose={closeDialog} />;
    case 'add-member':
      return <AddMemberDialog roomId={dialog.room_id} onClose={closeDialog} />;
    case 'vote':
      return <VoteDialog roomId={dialog.room_id} title={dialog.title} onClose={closeDialog} />;
    case 'new-task':
      return <NewTaskDialog roomId={dialog.room_id} title={dialog.title} onClose={closeDialog} />;
    case 'task':
      return <TaskDialog roomId={dialog.room_id} taskId={dialog.task_id} onClose={closeDialog} />;
    case 'decide':
      return <DecideDialog roomId={dialog.room_id} onClose={closeDialog} />;
    case 'lantern':
      return <LanternDialog roomId={dialog.room_id} threadId={dialog.thread} onClose={closeDialog} />;
    case 'invites':
      return <InvitesDialog onClose={closeDialog} />;
    case 'connect-agent':
      return <AgentsDialog onClose={closeDialog} />;
    case 'settings':
      return <SettingsDialog page={dialog.page} onClose={closeDialog} />;
    case 'jump':
    case 'search':
      return null;
    default:
      return assertNever(dialog);
  }
}
