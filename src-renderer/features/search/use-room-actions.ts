// The palette's commands for the room on the screen.
import {
  Archive,
  ArchiveRestore,
  CircleDot,
  FileText,
  Gavel,
  Lightbulb,
  ListTodo,
  LogOut,
  Pencil,
  Pin,
  Plus,
  Search,
  UserPlus,
  Vote,
} from 'lucide-react';
import { useMemo } from 'react';
import { LOBBY_ID } from '../../../src-shared/ids.ts';
import type { Message, Person } from '../../../src-shared/objects.ts';
import { mayCreateRooms, mayEditRoom } from '../../../src-shared/permissions.ts';
import { offersAdding } from '../rooms/offers-adding.ts';
import { useArchive } from '../rooms/use-archive.ts';
import { useShowTab } from '../rooms/use-show-tab.ts';
import { writingState } from '../rooms/writing-state.ts';
import type { OpenDialog } from '../../sync/device/dialogs.ts';
import type { RoomFacts } from '../../sync/room-facts.ts';
import { roomTitle } from '../../sync/room-words.ts';
import { useApp, useCommand, useFloor, useHomeState, useMe, useParticipants, useRoom, useRoomFacts } from '../../sync/store.ts';
import { useToast } from '../../ui/toast.tsx';
import { explain } from '../../ui/phrases.ts';
import { strings } from '../../strings/all-strings.ts';
import type { PaletteAction } from './palette-entries.ts';

export function useRoomActions(): PaletteAction[] {
  const roomId = useHomeState(({ place }) => place?.room_id ?? '');
  const room = useRoomFacts(roomId);
  const me = useMe();
  const participants = useParticipants();
  const isMember = (useRoom(roomId)?.membership ?? null) !== null;
  const isLeader = useFloor(roomId)?.leader_id === me.id;
  const { dialogs } = useApp();
  const markUnread = useMarkUnread(roomId);
  const archive = useArchive();
  const showTab = useShowTab();
  return useMemo(() => {
    if (!room) return [];
    const title = roomTitle(room, participants, me.id);
    const of: OfRoom = { room, title, me, open: (dialog) => () => dialogs.setState({ dialog }) };
    return [
      ...workActions(of, isLeader),
      { name: strings.palette.showPins(title), alsoCalled: strings.palette.alsoCalled.pins, icon: Pin, run: () => showTab('pins') },
      { name: strings.palette.showPage(title), alsoCalled: strings.palette.alsoCalled.page, icon: FileText, run: () => showTab('page') },
      ...(isMember && markUnread ? [{ name: strings.palette.markUnread(title), icon: CircleDot, run: markUnread }] : []),
      ...changeActions(of, archive),
      ...(isMember ? leaveActions(of) : []),
    ];
  }, [room, participants, me, isMember, isLeader, dialogs, markUnread, archive, showTab]);
}

interface OfRoom {
  room: RoomFacts;
  title: string;
  me: Person;
  open: (dialog: OpenDialog) => () => void;
}

function workActions({ room, title, me, open }: OfRoom, isLeader: boolean): PaletteAction[] {
  const said = strings.palette;
  const also = strings.palette.alsoCalled;
  const room_id = room.id;
  const actions: PaletteAction[] = [{ name: said.searchIn(title), icon: Search, run: open({ kind: 'search', room_id }) }];
  actions.push({ name: said.arguments(title), alsoCalled: also.arguments, icon: Lightbulb, run: open({ kind: 'arguments', room_id }) });
  if (writingState(room, me).canWrite) {
    actions.push(
      { name: said.vote(title), alsoCalled: also.vote, icon: Vote, run: open({ kind: 'vote', room_id }) },
      { name: said.task(title), alsoCalled: also.task, icon: ListTodo, run: open({ kind: 'new-task', room_id }) },
    );
    if (isLeader) actions.push({ name: said.decide(title), icon: Gavel, run: open({ kind: 'decide', room_id }) });
  }
  if (offersAdding(me, room)) actions.push({ name: said.addTo(title), icon: UserPlus, run: open({ kind: 'add-member', room_id }) });
  return actions;
}

function changeActions({ room, title, me, open }: OfRoom, archive: ReturnType<typeof useArchive>): PaletteAction[] {
  const said = strings.palette;
  const isArchived = room.archived_at !== null;
  const actions: PaletteAction[] = [];
  if (!isArchived && !room.direct && mayCreateRooms(me))
    actions.push({ name: said.newUnder(title), icon: Plus, run: open({ kind: 'create-room', parent_id: room.id }) });
  if (!mayEditRoom(me, room)) return actions;
  actions.push({
    name: said.roomSettings(title),
    alsoCalled: strings.palette.alsoCalled.roomSettings,
    icon: Pencil,
    run: open({ kind: 'edit-room', room_id: room.id }),
  });
  if (room.id === LOBBY_ID) return actions;
  actions.push({
    name: isArchived ? said.restore(title) : said.archive(title),
    icon: isArchived ? ArchiveRestore : Archive,
    run: () => archive(room, !isArchived),
  });
  return actions;
}

function leaveActions({ room, title, me, open }: OfRoom): PaletteAction[] {
  if (room.direct) return [];
  const run = open({ kind: 'remove-member', room_id: room.id, participant_id: me.id });
  return [{ name: strings.palette.leave(title), alsoCalled: strings.palette.alsoCalled.leave, icon: LogOut, run }];
}

/** From the newest message of the others on. Null without one. */
function useMarkUnread(roomId: string): (() => void) | null {
  const command = useCommand();
  const toast = useToast();
  const meId = useMe().id;
  const newest = useHomeState(({ timelines }) => timelines[roomId]?.messages.findLast((message) => isOfOthers(message, meId))?.seq ?? null);
  return useMemo(() => {
    if (newest === null) return null;
    return () => {
      command('mark_unread', { room_id: roomId, seq: newest }).catch((error: unknown) => toast({ text: explain(error) }));
    };
  }, [command, toast, roomId, newest]);
}

function isOfOthers({ author_id, kind, deleted_at }: Message, meId: string): boolean {
  return author_id !== meId && kind !== 'thinking' && deleted_at === null;
}
