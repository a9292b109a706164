// The app's state: the server's snapshot, kept by events, and this browser's own state.
import * as z from 'zod/mini';
import type { GatewayState } from '../../src-shared/bridge.ts';
import type { Place } from '../../src-shared/deep-link.ts';
import type { ConnectionState } from '../../src-shared/client/app-client.ts';
import type { WhyRemoved } from '../../src-shared/events/rooms.ts';
import type { Message } from '../../src-shared/objects.ts';
import type { Signer } from '../../src-shared/signer.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import type { Boards } from './boards.ts';
import type { OutboxItem } from './outbox.ts';
import type { Reads } from './room-reads.ts';
import type { Timeline } from './timeline.ts';
import type { Typing } from './typing.ts';

export const ThreadPlace = z.object({ room_id: z.string(), thread_id: z.string(), seq: z.nullable(z.number()) });
export type ThreadPlace = z.infer<typeof ThreadPlace>;

/** A room that was in the snapshot and is gone. `by`: the name of the one who did it. */
export interface LostRoom {
  name: string;
  /** `gone`: it is not known why. `restored`: the server was restored from a backup without it. */
  why: WhyRemoved | 'gone' | 'restored';
  by: string | null;
}

export interface HomeState {
  connection: ConnectionState;
  /** The build of the app that the server serves, when the page is of another one. */
  newBuild: string | null;
  /** Signs requests over HTTP; null while the home is away. */
  signer: Signer | null;
  /** When the connection came about that is there, and how many there were. */
  liveSince: number | null;
  connectionCount: number;
  /** How the gateway's process is; null in a browser, which cannot know. */
  gateway: GatewayState | null;
  /** Null until the home first answered. */
  snapshot: Snapshot | null;
  /** How many snapshots there were: one more means that edits of loaded messages may have been missed. */
  snapshotGeneration: number;
  /** The room on the screen, and the message to go to in it. */
  place: Place | null;
  /** Rooms that others took from the user since the page was loaded, by id. */
  lost: Readonly<Record<string, LostRoom>>;
  /** The thread that is open beside its room, and the reply to go to in it. */
  thread: ThreadPlace | null;
  /** By room and by thread (`windowKey`). */
  timelines: Readonly<Record<string, Timeline>>;
  boards: Boards;
  /** How far the others have read in the rooms that were opened. */
  reads: Reads;
  deliveries: Reads;
  typing: Typing;
  outbox: readonly OutboxItem[];
  /** Answered messages that are in no loaded window, by id; null when there is no such message (any more). */
  quoted: Readonly<Record<string, Message | null>>;
}

export const EMPTY_HOME_STATE: HomeState = {
  connection: { state: 'connecting' },
  newBuild: null,
  signer: null,
  liveSince: null,
  connectionCount: 0,
  gateway: null,
  snapshot: null,
  snapshotGeneration: 0,
  place: null,
  lost: {},
  thread: null,
  timelines: {},
  boards: {},
  reads: {},
  deliveries: {},
  typing: {},
  outbox: [],
  quoted: {},
};

/** The thread that is open beside the room on the screen. */
export function shownThread({ place, thread }: Pick<HomeState, 'place' | 'thread'>): string | null {
  return thread !== null && thread.room_id === place?.room_id ? thread.thread_id : null;
}
