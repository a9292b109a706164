// The dialog that is open, if one is. Their code is fetched after the first screen, but for the palette: somebody
// opens it with a key and types without looking, and no letter of that may be lost.
import type { ReactNode } from 'react';
import { assertNever } from '../src-shared/errors.ts';
import { EmojiPickerPart } from './emoji/later-emoji-picker.tsx';
import { Palette } from './finding/palette.tsx';
import type { OpenDialog } from './state/dialogs.ts';
import { useDialogActions, useOpenDialog } from './state/store.ts';
import { Dialog } from './ui/dialog.tsx';
import { Arriving, later, useFetchedWhenQuiet } from './ui/later.tsx';
import { Stumbled } from './ui/stumbled.tsx';
import { words } from './words/words.ts';

const SearchDialog = later(async () => (await import('./finding/search-dialog.tsx')).SearchDialog);
const CreateRoomDialog = later(async () => (await import('./rooms/create-room-dialog.tsx')).CreateRoomDialog);
const EditRoomDialog = later(async () => (await import('./rooms/edit-room-dialog.tsx')).EditRoomDialog);
const AddMemberDialog = later(async () => (await import('./rooms/add-member-dialog.tsx')).AddMemberDialog);
const RemoveMemberDialog = later(async () => (await import('./rooms/remove-member-dialog.tsx')).RemoveMemberDialog);
const AgentsDialog = later(async () => (await import('./agents/agents-dialog.tsx')).AgentsDialog);
const InvitesDialog = later(async () => (await import('./invites/invites-dialog.tsx')).InvitesDialog);
const SettingsDialog = later(async () => (await import('./settings/settings-dialog.tsx')).SettingsDialog);
const VoteDialog = later(async () => (await import('./coordination/vote-dialog.tsx')).VoteDialog);
const NewTaskDialog = later(async () => (await import('./coordination/task-dialog.tsx')).NewTaskDialog);
const TaskDialog = later(async () => (await import('./coordination/task-dialog.tsx')).TaskDialog);
const DecideDialog = later(async () => (await import('./coordination/decide-dialog.tsx')).DecideDialog);
const EditsDialog = later(async () => (await import('./timeline/edits-dialog.tsx')).EditsDialog);
const SeenDialog = later(async () => (await import('./timeline/seen-dialog.tsx')).SeenDialog);
const LanternDialog = later(async () => (await import('./lantern/lantern-dialog.tsx')).LanternDialog);

/** In the order in which they are likely to be wanted. */
const PARTS = [
  SearchDialog,
  AgentsDialog,
  InvitesDialog,
  CreateRoomDialog,
  SettingsDialog,
  AddMemberDialog,
  EditRoomDialog,
  RemoveMemberDialog,
  VoteDialog,
  NewTaskDialog,
  TaskDialog,
  DecideDialog,
  EditsDialog,
  SeenDialog,
  LanternDialog,
];

const QUIETLY = [EmojiPickerPart, ...PARTS];

export function Dialogs() {
  const dialog = useOpenDialog();
  const { closeDialog } = useDialogActions();
  useFetchedWhenQuiet(QUIETLY);
  if (!dialog) return null;
  return (
    <Arriving
      key={dialog.kind}
      parts={PARTS}
      fallback={(retry) => (
        <Dialog title={words.ui.missingPart} onClose={closeDialog}>
          <Stumbled onRetry={retry} />
        </Dialog>
      )}
    >
      {drawn(dialog, closeDialog)}
    </Arriving>
  );
}

function drawn(dialog: OpenDialog, onClose: () => void): ReactNode {
  switch (dialog.kind) {
    case 'jump':
      return <Palette />;
    case 'search':
      return <SearchDialog start={dialog} />;
    case 'create-room':
      return <CreateRoomDialog parentId={dialog.parent_id} name={dialog.name} onClose={onClose} />;
    case 'edit-room':
      return <EditRoomDialog roomId={dialog.room_id} onClose={onClose} />;
    case 'add-member':
      return <AddMemberDialog roomId={dialog.room_id} onClose={onClose} />;
    case 'remove-member':
      return <RemoveMemberDialog roomId={dialog.room_id} participantId={dialog.participant_id} onClose={onClose} />;
    case 'vote':
      return <VoteDialog roomId={dialog.room_id} title={dialog.title} onClose={onClose} />;
    case 'new-task':
      return <NewTaskDialog roomId={dialog.room_id} title={dialog.title} onClose={onClose} />;
    case 'task':
      return <TaskDialog roomId={dialog.room_id} taskId={dialog.task_id} onClose={onClose} />;
    case 'decide':
      return <DecideDialog roomId={dialog.room_id} content={dialog.content} onClose={onClose} />;
    case 'edits':
      return <EditsDialog roomId={dialog.room_id} messageId={dialog.message_id} onClose={onClose} />;
    case 'seen':
      return <SeenDialog message={dialog} onClose={onClose} />;
    case 'lantern':
      return <LanternDialog roomId={dialog.room_id} threadId={dialog.thread} onClose={onClose} />;
    case 'invites':
      return <InvitesDialog newLinkFor={dialog.new_link_for ?? null} onClose={onClose} />;
    case 'connect-agent':
      return <AgentsDialog agentId={dialog.agent_id ?? null} onClose={onClose} />;
    case 'settings':
      return <SettingsDialog page={dialog.page} onClose={onClose} />;
    default:
      return assertNever(dialog);
  }
}
