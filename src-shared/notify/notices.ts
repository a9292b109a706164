// Notifies the participant of what is for it alone: reminders that are due, and scheduled messages that could not be sent. At once, or
// when the quiet time is over.
import type { AppClient } from '../client/app-client.ts';
import type { HomeEvent } from '../events/index.ts';
import type { Message } from '../objects.ts';
import { callsFor, type SavedItem } from '../saved.ts';
import type { ScheduledMessage } from '../scheduled.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Timer } from '../timer.ts';
import { HOUR_MS, quietEnd } from './quiet.ts';
import { isNoticeWanted } from './rule.ts';

/** A due item is among the first of the list. */
const LOOKED_AT = 20;

/** `id`: it takes the place of an earlier notice with the same one. `at`: when it came about. */
export type Notice = { id: string; at: number } & (
  | {
      kind: 'reminder';
      item: SavedItem;
      /** The one that it is about. Null: it is about none, or cannot be read now. */ message: Message | null;
    }
  | { kind: 'unsent'; scheduled: ScheduledMessage }
);

interface NoticesOptions {
  now(): number;
  timer: Timer;
  client: Pick<AppClient, 'request'>;
  /** The home as it is now. */
  snapshot(): Snapshot | null;
  onNotice(notice: Notice, snapshot: Snapshot): void;
  /** It is not due any more, was seen, or was removed. */
  onOver(id: string): void;
}

export interface Notices {
  /** `snapshot`: the home after the event. */
  onEvent(event: HomeEvent, snapshot: Snapshot): Promise<void>;
  /** Those that came about while nothing followed the home. */
  recall(snapshot: Snapshot): Promise<void>;
  close(): void;
}

export function createNotices({ now, timer, client, snapshot: current, onNotice, onOver }: NoticesOptions): Notices {
  const held = new Set<string>();
  let cancel = (): void => undefined;

  async function offer(notice: Notice, { preferences }: Snapshot): Promise<void> {
    if (!isNoticeWanted(preferences)) return;
    const end = quietEnd(preferences, now());
    if (end !== null) return hold(notice.id, end);
    const whole = await withMessage(notice);
    const home = current();
    // It may have been seen meanwhile.
    if (home && noticeIn(home, notice.id)?.at === notice.at) onNotice(whole, home);
  }

  /** A timer lasts at most 24 days, and a changed clock is noticed within the hour. */
  function hold(id: string, end: number): void {
    held.add(id);
    cancel();
    cancel = timer.after(Math.min(Math.max(0, end - now()), HOUR_MS), () => void release());
  }

  async function release(): Promise<void> {
    const home = current();
    const ids = [...held];
    held.clear();
    if (home) await Promise.all(ids.map((id) => offerIn(home, id)));
  }

  async function offerIn(home: Snapshot, id: string): Promise<void> {
    const notice = noticeIn(home, id);
    if (notice) await offer(notice, home);
  }

  async function withMessage(notice: Notice): Promise<Notice> {
    return notice.kind === 'reminder' ? { ...notice, message: await messageOf(notice.item) } : notice;
  }

  async function messageOf({ id, room_id }: SavedItem): Promise<Message | null> {
    if (room_id === null) return null;
    try {
      const { saved } = await client.request('list_saved', { limit: LOOKED_AT });
      return saved.find((each) => each.id === id)?.message ?? null;
    } catch {
      // Without a connection the reminder is shown without the message.
      return null;
    }
  }

  return {
    async onEvent(event, home) {
      // The quiet time may have become another one.
      if (event.type === 'preferences.changed') return release();
      const id = idOf(event);
      if (id === null) return;
      // The snapshot is newer than an event that was missed.
      if (noticeIn(home, id)) return offerIn(home, id);
      held.delete(id);
      onOver(id);
    },
    async recall(home) {
      const ids = [...Object.keys(home.saved).map(reminderId), ...Object.keys(home.scheduled).map(unsentId)];
      await Promise.all(ids.map((id) => offerIn(home, id)));
    },
    close: () => cancel(),
  };
}

const REMINDER = 'reminder ';
const UNSENT = 'unsent ';
const reminderId = (savedId: string): string => REMINDER + savedId;
const unsentId = (scheduledId: string): string => UNSENT + scheduledId;

/** Null: the event is about no notice. */
function idOf(event: HomeEvent): string | null {
  if (event.type === 'saved.changed') return reminderId(event.saved_id);
  if (event.type === 'scheduled.changed') return unsentId(event.scheduled.id);
  return event.type === 'scheduled.removed' ? unsentId(event.scheduled_id) : null;
}

function noticeIn({ saved, scheduled }: Snapshot, id: string): Notice | null {
  if (id.startsWith(UNSENT)) {
    const unsent = scheduled[id.slice(UNSENT.length)];
    return unsent?.failure ? { id, at: unsent.failure.at, kind: 'unsent', scheduled: unsent } : null;
  }
  const item = saved[id.slice(REMINDER.length)];
  return item && callsFor(item) ? { id, at: item.due_at ?? 0, kind: 'reminder', item, message: null } : null;
}
