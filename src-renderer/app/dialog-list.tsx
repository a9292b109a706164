// Every dialog that is fetched when it is wanted. The list itself is fetched so, too.
import type { ReactNode } from 'react';
import { assertNever } from '../../src-shared/errors.ts';
import { ApprovalPart } from '../features/approvals/later-approval.tsx';
import { KeyFormPart } from '../features/composer/composer.tsx';
import { ChoicesPart } from '../features/timeline/later-choices.tsx';
import { SlashPart } from '../features/composer/use-slash.ts';
import { ElectionBarPart } from '../features/coordination/later-election-bar.tsx';
import { TurnNotePart } from '../features/coordination/later-turn-note.tsx';
import { VoteCardPart } from '../features/coordination/later-vote-card.tsx';
import { EmojiPickerPart } from '../features/emoji/later-emoji-picker.tsx';
import { AudioPlayerPart } from '../features/files/later-audio-player.tsx';
import { VideoPlayerPart } from '../features/files/later-video-player.tsx';
import { TextPreviewPart, UploadTrayPart } from '../features/files/later-files.tsx';
import { OpenTasksPart } from '../features/coordination/later-open-tasks.tsx';
import { LanternCardPart } from '../features/lantern/later-lantern-card.tsx';
import { CodeBlockPart } from '../features/markdown/later-code-block.tsx';
import { RoomSearchPart } from '../features/search/later-room-search.tsx';
import { ForwardedCardPart } from '../features/timeline/later-forwarded-card.tsx';
import { LinkPreviewsPart } from '../features/timeline/later-link-previews.tsx';
import { PinMarkPart } from '../features/timeline/later-pin-mark.tsx';
import { ParticipantMenuPart } from '../features/people/use-participant-menu.tsx';
import { SectionMenuPart } from '../features/sections/later-section-menu.ts';
import { RoomMenuPart } from '../features/rooms/use-room-menu.tsx';
import { PaletteListPart } from '../features/search/palette.tsx';
import { ThreadPart } from '../features/threads/later-threads.tsx';
import { MessageActionsPart } from '../features/timeline/later-message-actions.tsx';
import { ScheduledLinePart } from '../features/scheduled/later-scheduled-line.tsx';
import { SendLaterPart } from '../features/scheduled/use-send-later.tsx';
import { DeleteDialogPart, MessageSheetPart } from '../features/timeline/later-dialogs.tsx';
import { PrintedRoomPart } from '../features/timeline/later-printed-room.tsx';
import { StopWorkingPart } from '../features/timeline/later-stop-working.tsx';
import { StreamBodyPart } from '../features/timeline/later-stream-body.tsx';
import { ThoughtPart } from '../features/timeline/later-thought.tsx';
import { PorterActionsPart } from '../features/timeline/later-porter-actions.tsx';
import { LostRoomPart } from '../screens/room/later-lost-room.tsx';
import { ApprovalsRowPart } from '../screens/sidebar/later-approvals-row.tsx';
import { CallPillsPart } from '../screens/sidebar/later-call-pills.tsx';
import { SidebarDropPart } from '../screens/sidebar/later-sidebar-drop.tsx';
import { VoiceBarPart } from '../features/voice/later-voice-bar.tsx';
import type { OpenDialog } from '../sync/device/dialogs.ts';
import { LazyDialog } from '../ui/lazy-dialog.tsx';
import { lazyPart } from '../ui/lazy.tsx';

/** The palette is part of the first screen. */
export type LaterDialog = Exclude<OpenDialog, { kind: 'jump' }>;

const SearchDialog = lazyPart(async () => (await import('../features/search/search-dialog.tsx')).SearchDialog);
const CreateRoomDialog = lazyPart(async () => (await import('../features/rooms/create-room-dialog.tsx')).CreateRoomDialog);
const BrowseRoomsDialog = lazyPart(async () => (await import('../features/rooms/browse-rooms-dialog.tsx')).BrowseRoomsDialog);
const SectionDialog = lazyPart(async () => (await import('../features/sections/section-dialogs.tsx')).SectionDialog);
const DeleteSectionDialog = lazyPart(async () => (await import('../features/sections/section-dialogs.tsx')).DeleteSectionDialog);
const MoveRoomDialog = lazyPart(async () => (await import('../features/sections/section-dialogs.tsx')).MoveRoomDialog);
const ThreadsDialog = lazyPart(async () => (await import('../features/threads/threads-dialog.tsx')).ThreadsDialog);
const SendLaterDialog = lazyPart(async () => (await import('../features/scheduled/send-later-dialog.tsx')).SendLaterDialog);
const ScheduledDialog = lazyPart(async () => (await import('../features/scheduled/scheduled-dialog.tsx')).ScheduledDialog);
const SavedDialog = lazyPart(async () => (await import('../features/saved/saved-dialog.tsx')).SavedDialog);
const ApprovalsDialog = lazyPart(async () => (await import('../features/approvals/approvals-dialog.tsx')).ApprovalsDialog);
const RemindDialog = lazyPart(async () => (await import('../features/saved/remind-dialog.tsx')).RemindDialog);
const EditRoomDialog = lazyPart(async () => (await import('../features/rooms/edit-room-dialog.tsx')).EditRoomDialog);
const DeleteRoomDialog = lazyPart(async () => (await import('../features/rooms/delete-room-dialog.tsx')).DeleteRoomDialog);
const ExportRoomDialog = lazyPart(async () => (await import('../features/exports/export-dialog.tsx')).ExportRoomDialog);
const AddMemberDialog = lazyPart(async () => (await import('../features/rooms/add-member-dialog.tsx')).AddMemberDialog);
const RemoveMemberDialog = lazyPart(async () => (await import('../features/rooms/remove-member-dialog.tsx')).RemoveMemberDialog);
const AccessDialog = lazyPart(async () => (await import('../features/invites/access-dialog.tsx')).AccessDialog);
const PersonNoteDialog = lazyPart(async () => (await import('../features/invites/person-note-dialog.tsx')).PersonNoteDialog);
const AgentsDialog = lazyPart(async () => (await import('../features/agents/agents-dialog.tsx')).AgentsDialog);
const AgentWakeDialog = lazyPart(async () => (await import('../features/agents/agent-wake-dialog.tsx')).AgentWakeDialog);
const InvitesDialog = lazyPart(async () => (await import('../features/invites/invites-dialog.tsx')).InvitesDialog);
const SettingsDialog = lazyPart(async () => (await import('../screens/settings/settings-dialog.tsx')).SettingsDialog);
const SignOutDialog = lazyPart(async () => (await import('../screens/settings/sign-out-dialog.tsx')).SignOutDialog);
const VoteDialog = lazyPart(async () => (await import('../features/coordination/vote-dialog.tsx')).VoteDialog);
const NewTaskDialog = lazyPart(async () => (await import('../features/coordination/task-dialog.tsx')).NewTaskDialog);
const TaskDialog = lazyPart(async () => (await import('../features/coordination/task-dialog.tsx')).TaskDialog);
const DecideDialog = lazyPart(async () => (await import('../features/coordination/decide-dialog.tsx')).DecideDialog);
const ElectDialog = lazyPart(async () => (await import('../features/coordination/elect-dialog.tsx')).ElectDialog);
const ForwardDialog = lazyPart(async () => (await import('../features/forward/forward-dialog.tsx')).ForwardDialog);
const EditsDialog = lazyPart(async () => (await import('../features/timeline/edits-dialog.tsx')).EditsDialog);
const SeenDialog = lazyPart(async () => (await import('../features/timeline/seen-dialog.tsx')).SeenDialog);
const ArgumentsDialog = lazyPart(async () => (await import('../features/lantern/arguments-dialog.tsx')).ArgumentsDialog);
const LanternDialog = lazyPart(async () => (await import('../features/lantern/lantern-dialog.tsx')).LanternDialog);

/** In the order in which they are likely to be wanted. */
const PARTS = [
  SearchDialog,
  AgentsDialog,
  AgentWakeDialog,
  InvitesDialog,
  CreateRoomDialog,
  BrowseRoomsDialog,
  MoveRoomDialog,
  SectionDialog,
  DeleteSectionDialog,
  ThreadsDialog,
  SavedDialog,
  ApprovalsDialog,
  RemindDialog,
  SendLaterDialog,
  ScheduledDialog,
  SettingsDialog,
  SignOutDialog,
  AddMemberDialog,
  AccessDialog,
  PersonNoteDialog,
  EditRoomDialog,
  DeleteRoomDialog,
  ExportRoomDialog,
  RemoveMemberDialog,
  VoteDialog,
  NewTaskDialog,
  TaskDialog,
  DecideDialog,
  ElectDialog,
  ForwardDialog,
  EditsDialog,
  SeenDialog,
  ArgumentsDialog,
  LanternDialog,
];

/** All that is fetched ahead of need, and not only dialogs, in the order in which it is likely to be wanted. */
export const PARTS_AHEAD = [
  MessageActionsPart,
  CodeBlockPart,
  PaletteListPart,
  RoomSearchPart,
  ThreadPart,
  PinMarkPart,
  LinkPreviewsPart,
  ForwardedCardPart,
  ChoicesPart,
  ThoughtPart,
  EmojiPickerPart,
  SlashPart,
  UploadTrayPart,
  VoteCardPart,
  ApprovalPart,
  ApprovalsRowPart,
  MessageSheetPart,
  DeleteDialogPart,
  RoomMenuPart,
  ParticipantMenuPart,
  SectionMenuPart,
  SendLaterPart,
  ScheduledLinePart,
  KeyFormPart,
  ...PARTS,
  ElectionBarPart,
  OpenTasksPart,
  TurnNotePart,
  CallPillsPart,
  SidebarDropPart,
  PorterActionsPart,
  StreamBodyPart,
  StopWorkingPart,
  PrintedRoomPart,
  LanternCardPart,
  LostRoomPart,
  TextPreviewPart,
  AudioPlayerPart,
  VideoPlayerPart,
  VoiceBarPart,
];

interface DialogListProps {
  dialog: LaterDialog;
  onClose: () => void;
}

export function DialogList({ dialog, onClose }: DialogListProps) {
  return (
    <LazyDialog parts={PARTS} onClose={onClose}>
      {drawn(dialog, onClose)}
    </LazyDialog>
  );
}

function drawn(dialog: LaterDialog, onClose: () => void): ReactNode {
  switch (dialog.kind) {
    case 'search':
      return <SearchDialog start={dialog} />;
    case 'create-room':
      return <CreateRoomDialog parentId={dialog.parent_id} name={dialog.name} onClose={onClose} />;
    case 'browse-rooms':
      return <BrowseRoomsDialog onClose={onClose} />;
    case 'section':
      return <SectionDialog sectionId={dialog.section_id ?? null} onClose={onClose} />;
    case 'delete-section':
      return <DeleteSectionDialog sectionId={dialog.section_id} onClose={onClose} />;
    case 'move-room':
      return <MoveRoomDialog roomId={dialog.room_id} onClose={onClose} />;
    case 'threads':
      return <ThreadsDialog onClose={onClose} />;
    case 'send-later':
      return <SendLaterDialog message={dialog.message} ask={dialog.ask} onDone={dialog.onDone} onClose={onClose} />;
    case 'scheduled':
      return <ScheduledDialog roomId={dialog.room_id ?? null} onClose={onClose} />;
    case 'approvals':
      return <ApprovalsDialog onClose={onClose} />;
    case 'saved':
      return <SavedDialog onClose={onClose} />;
    case 'remind':
      return <RemindDialog asked={dialog} onClose={onClose} />;
    case 'edit-room':
      return <EditRoomDialog roomId={dialog.room_id} onClose={onClose} />;
    case 'access':
      return <AccessDialog personId={dialog.participant_id} onClose={onClose} />;
    case 'person-note':
      return <PersonNoteDialog personId={dialog.participant_id} onClose={onClose} />;
    case 'delete-room':
      return <DeleteRoomDialog roomId={dialog.room_id} onClose={onClose} />;
    case 'export-room':
      return <ExportRoomDialog roomId={dialog.room_id} onClose={onClose} />;
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
    case 'elect':
      return <ElectDialog roomId={dialog.room_id} stand={dialog.stand} onClose={onClose} />;
    case 'forward':
      return <ForwardDialog roomId={dialog.room_id} messageId={dialog.message_id} onClose={onClose} />;
    case 'edits':
      return <EditsDialog roomId={dialog.room_id} messageId={dialog.message_id} onClose={onClose} />;
    case 'seen':
      return <SeenDialog message={dialog} onClose={onClose} />;
    case 'arguments':
      return <ArgumentsDialog roomId={dialog.room_id} onClose={onClose} />;
    case 'lantern':
      return <LanternDialog roomId={dialog.room_id} threadId={dialog.thread} onClose={onClose} />;
    case 'invites':
      return <InvitesDialog newLinkFor={dialog.new_link_for ?? null} onClose={onClose} />;
    case 'connect-agent':
      return <AgentsDialog agentId={dialog.agent_id ?? null} onClose={onClose} />;
    case 'agent-wake':
      return <AgentWakeDialog roomId={dialog.room_id} participantId={dialog.participant_id} onClose={onClose} />;
    case 'settings':
      return <SettingsDialog page={dialog.page} onClose={onClose} />;
    case 'sign-out':
      return <SignOutDialog onClose={onClose} />;
    default:
      return assertNever(dialog);
  }
}
