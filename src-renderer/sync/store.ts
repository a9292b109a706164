// How components read the home and act in it. Everything comes through one `App` value in React's context.
import { createContext, use, useMemo } from 'react';
import { useStore, type StoreApi } from 'zustand';
import { useShallow } from 'zustand/react/shallow';
import type { Floor } from '../../src-shared/coordination.ts';
import type { LanaiBridge } from '../../src-shared/bridge.ts';
import type { CommandName, Reply, RequestInput } from '../../src-shared/commands/index.ts';
import type { ConnectionState, AppClient } from '../../src-shared/client/app-client.ts';
import type { WindowOf } from './timeline.ts';
import type { Home, Invite, Membership, Participant, Person, RoomView, Sharing } from '../../src-shared/objects.ts';
import { isOwner } from '../../src-shared/permissions.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import { presenceIn, wakingOf, type PresenceThere } from '../../src-shared/work.ts';
import type { AppActions } from './actions.ts';
import type { DeviceStore } from './device/device-store.ts';
import type { OpenedFiles } from './sealed/opened-files.ts';
import type { RoomKeys } from './sealed/room-keys.ts';
import type { DialogStore, OpenDialog } from './device/dialogs.ts';
import type { DraftMarks } from './device/draft-marks.ts';
import { draftKey, type DraftStorage } from './device/drafts.ts';
import type { FirstWordsStore } from './device/first-words.ts';
import { EMPTY_BOARD, type Board } from './boards.ts';
import type { FetchFromHome } from './home-fetch.ts';
import type { HomeState } from './home-state.ts';
import { factsOf, type RoomFacts } from './room-facts.ts';
import type { LayoutStore } from './device/layout.ts';
import type { Upload, Uploads } from './uploads.ts';

export interface App {
  store: StoreApi<HomeState>;
  dialogs: DialogStore;
  layout: LayoutStore;
  device: DeviceStore;
  client: AppClient;
  /** Over HTTP; rejects with ConnectionLost while the home is away. */
  fetch: FetchFromHome;
  /** In a browser there is none. */
  bridge: LanaiBridge | undefined;
  uploads: Uploads;
  actions: AppActions;
  /** Of sealed rooms. */
  keys: RoomKeys;
  /** Files of sealed rooms that were opened here. */
  openedFiles: OpenedFiles;
  /** Drafts in sealed rooms: never on a disk. */
  sealedDrafts: DraftStorage;
  draftMarks: DraftMarks;
  firstWords: FirstWordsStore;
}

export const AppContext = createContext<App | null>(null);

export function useApp(): App {
  const app = use(AppContext);
  if (!app) throw new Error('useApp needs an AppContext around it.');
  return app;
}

export function useHomeState<T>(select: (state: HomeState) => T): T {
  return useStore(useApp().store, select);
}

/** Components under the window are drawn only once there is a snapshot. */
export function useSnapshot<T>(select: (snapshot: Snapshot) => T): T {
  return useHomeState((state) => {
    if (!state.snapshot) throw new Error('The home has not answered yet.');
    return select(state.snapshot);
  });
}

export type RunCommand = <C extends CommandName>(command: C, payload: RequestInput<C>) => Promise<Reply<C>>;

/** Asks the home. Rejects with AppError (whose message is for people) or ConnectionLost. */
export function useCommand(): RunCommand {
  return useApp().client.request;
}

export function useActions(): AppActions {
  return useApp().actions;
}

/** Files that are attached in a room and not sent yet. */
export function useUploads(roomId: string): readonly Upload[] {
  return useStore(useApp().uploads.store, (state) => state.byRoom[roomId]) ?? NO_UPLOADS;
}
const NO_UPLOADS: readonly Upload[] = [];

export function useConnection(): ConnectionState {
  return useHomeState((state) => state.connection);
}

export function useHome(): Home {
  return useSnapshot((snapshot) => snapshot.home);
}

/** The person that is signed in here. */
export function useMe(): Person {
  return useSnapshot((snapshot) => {
    const me = snapshot.participants[snapshot.me_id];
    if (me?.kind !== 'person') throw new Error('The app is signed in as a participant that is not a person.');
    return me;
  });
}

/** Null while the owner is not known to this participant. */
export function useHomeOwnerId(): string | null {
  return useSnapshot(({ participants }) => Object.values(participants).find((each) => each.kind === 'person' && isOwner(each))?.id ?? null);
}

export function useRoom(id: string | null): RoomView | undefined {
  return useSnapshot((snapshot) => (id === null ? undefined : snapshot.rooms[id]));
}

/** How far one has read in a room or in a followed thread; undefined for one that is neither a member nor follows it. */
export function usePosition({ room_id, thread_id }: WindowOf): Pick<Membership, 'last_read_seq' | 'unread' | 'mentions'> | undefined {
  return useSnapshot(({ rooms }) => {
    const membership = rooms[room_id]?.membership ?? undefined;
    return thread_id === null ? membership : membership?.threads[thread_id];
  });
}

/** Like useRoom, for what need not be drawn again with every message. */
export function useRoomFacts(id: string): RoomFacts | undefined {
  return useSnapshot(
    useShallow(({ rooms }) => {
      const view = rooms[id];
      return view && factsOf(view.room);
    }),
  );
}

/** Whether something is written in the room, and not sent. */
export function useHasDraft(roomId: string): boolean {
  const meId = useSnapshot((snapshot) => snapshot.me_id);
  return useStore(useApp().draftMarks.store, (keys) => keys.has(draftKey(meId, roomId)));
}

/** Every room one can see, in no order. */
export function useRooms(): RoomView[] {
  return useSnapshot(useShallow((snapshot) => Object.values(snapshot.rooms)));
}

export function useParticipant(id: string | null): Participant | undefined {
  return useSnapshot((snapshot) => (id === null ? undefined : snapshot.participants[id]));
}

export function useParticipants(): Readonly<Record<string, Participant>> {
  return useSnapshot((snapshot) => snapshot.participants);
}

export function usePresence(id: string): PresenceThere | undefined {
  return usePresenceIn(null, id);
}

/** As the members of the room see it there. `roomId`: null for none. */
export function usePresenceIn(roomId: string | null, id: string): PresenceThere | undefined {
  const presence = useSnapshot((snapshot) => snapshot.presence[id]);
  const work = useSnapshot(({ works }) => (roomId === null ? wakingOf(works, id) : works[roomId]?.[id]));
  return useMemo(() => presenceIn(presence, work), [presence, work]);
}

/** The participants who have the room open. */
export function usePresentIds(roomId: string): readonly string[] {
  return useSnapshot((snapshot) => snapshot.present[roomId]) ?? NOBODY;
}
const NOBODY: readonly string[] = [];

/** The room's votes and tasks. Empty until they are loaded. */
export function useBoard(roomId: string): Board {
  return useHomeState((state) => state.boards[roomId]) ?? EMPTY_BOARD;
}

/** The leader and the turn of a room. */
export function useFloor(roomId: string): Floor | undefined {
  return useSnapshot((snapshot) => snapshot.floors[roomId]);
}

/** Null for those who may not invite. */
export function useInvites(): Readonly<Record<string, Invite>> | null {
  return useSnapshot((snapshot) => snapshot.invites);
}

/** Null for those who may not share. */
export function useSharing(): Sharing | null {
  return useSnapshot((snapshot) => snapshot.sharing);
}

export function useOpenDialog(): OpenDialog | null {
  return useStore(useApp().dialogs, (state) => state.dialog);
}

/** `openDialog(...)` and `closeDialog()`. */
export function useDialogActions(): { openDialog(dialog: OpenDialog): void; closeDialog(): void } {
  const { dialogs } = useApp();
  return {
    openDialog: (dialog) => dialogs.setState({ dialog }),
    closeDialog: () => dialogs.setState({ dialog: null }),
  };
}
