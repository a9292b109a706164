// The app's actions besides plain commands: navigation, writing, loading pages.
import type { FileInfo } from '../../src-shared/files.ts';
import type { Place } from '../../src-shared/deep-link.ts';
import type { ThreadPlace } from './home-state.ts';
import type { WindowOf } from './timeline.ts';

export interface NewMessage {
  room_id: string;
  content: string;
  files: readonly FileInfo[];
  reply_to: string | null;
  /** Null: the message is for the room. */
  thread_id: string | null;
  /** The room shows the reply too. */
  also_in_room: boolean;
  /** The choice of the answered message that it is. */
  choice?: string;
  /** Ids chosen in the picker; the home finds those the text names automatically. */
  mentions: readonly string[];
}

export interface AppActions {
  /** Null: no room, which a narrow window shows as the list of rooms. */
  goTo(place: Place | null, options?: { replaces: boolean }): void;
  /** Back to the list of rooms. */
  leaveRoom(): void;
  send(message: NewMessage): void;
  tryAgain(clientId: string): void;
  discard(clientId: string): void;
  /** Opens a thread beside its room, or closes the one that is open. */
  showThread(thread: ThreadPlace | null): void;
  /** Loads what the room or the thread needs to be shown: the newest messages, or those around a seq. */
  openTimeline(at: WindowOf, seq: number | null): void;
  /** Loads what is unread: what comes after this seq. */
  openUnread(at: WindowOf, readSeq: number): void;
  /** Loads the window again, after edits were missed. */
  refreshTimeline(at: WindowOf): void;
  /** The room is not on the screen any more: what is kept of its window is small. */
  closeTimeline(at: WindowOf): void;
  /** Lets go of the oldest loaded messages of a window that grew large. */
  trimTimeline(at: WindowOf): void;
  /** Fetches a message that is quoted and in no window, into `quoted`. */
  loadQuoted(roomId: string, messageId: string): void;
  /** Fetches a message that is linked and in no window, into `quoted`. */
  loadLinked(roomId: string, seq: number): void;
  loadOlder(at: WindowOf): void;
  loadNewer(at: WindowOf): void;
}
