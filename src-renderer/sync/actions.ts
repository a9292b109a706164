// The app's actions besides plain commands: navigation, writing, loading pages.
import type { FileInfo } from '../../src-shared/files.ts';
import type { Place } from '../../src-shared/deep-link.ts';

export interface NewMessage {
  room_id: string;
  content: string;
  files: readonly FileInfo[];
  reply_to: string | null;
  /** Ids chosen in the picker; the home finds those the text names by itself. */
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
  /** Loads what the room needs to be shown: the newest messages, or those around a seq. */
  openTimeline(roomId: string, seq: number | null): void;
  /** Loads the window again, after edits were missed. */
  refreshTimeline(roomId: string): void;
  /** The room is not on the screen any more: what is kept of its window is small. */
  closeTimeline(roomId: string): void;
  /** Lets go of the oldest loaded messages of a window that grew large. */
  trimTimeline(roomId: string): void;
  /** Fetches a message that is quoted and in no window, into `quoted`. */
  loadQuoted(roomId: string, messageId: string): void;
  /** Fetches a message that is linked and in no window, into `quoted`. */
  loadLinked(roomId: string, seq: number): void;
  loadOlder(roomId: string): void;
  loadNewer(roomId: string): void;
}
