// Notifies the participant of reminders that are due: at once, or when the quiet time is over.
import type { AppClient } from '../client/app-client.ts';
import type { HomeEvent } from '../events/index.ts';
import type { Message } from '../objects.ts';
import { callsFor, type SavedItem } from '../saved.ts';
import type { Snapshot } from '../snapshot.ts';
import type { Timer } from '../timer.ts';
import { HOUR_MS, quietEnd } from './quiet.ts';
import { isReminderWanted } from './rule.ts';

/** A due item is among the first of the list. */
const LOOKED_AT = 20;

interface RemindersOptions {
  now(): number;
  timer: Timer;
  client: Pick<AppClient, 'request'>;
  /** The home as it is now. */
  snapshot(): Snapshot | null;
  /** `message`: the one that it is about. Null: it is about none, or cannot be read now. */
  onDue(item: SavedItem, message: Message | null, snapshot: Snapshot): void;
  /** It is not due any more, was seen, or was removed. */
  onOver(id: string): void;
}

export interface Reminders {
  /** `snapshot`: the home after the event. */
  onEvent(event: HomeEvent, snapshot: Snapshot): Promise<void>;
  /** Those that became due while nothing followed the home. */
  recall(snapshot: Snapshot): Promise<void>;
  close(): void;
}

export function createReminders({ now, timer, client, snapshot: current, onDue, onOver }: RemindersOptions): Reminders {
  const held = new Set<string>();
  let cancel = (): void => undefined;

  async function offer(item: SavedItem, { preferences }: Snapshot): Promise<void> {
    if (!isReminderWanted(preferences)) return;
    const end = quietEnd(preferences, now());
    if (end !== null) return hold(item.id, end);
    const message = await messageOf(item);
    const home = current();
    // It may have been seen meanwhile.
    if (home && dueIn(home, item.id)?.due_at === item.due_at) onDue(item, message, home);
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
    if (home) await Promise.all(ids.map((id) => offerDue(home, id)));
  }

  async function offerDue(home: Snapshot, id: string): Promise<void> {
    const item = dueIn(home, id);
    if (item) await offer(item, home);
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
      if (event.type !== 'saved.changed') return;
      // The snapshot is newer than an event that was missed.
      if (dueIn(home, event.saved_id)) return offerDue(home, event.saved_id);
      held.delete(event.saved_id);
      onOver(event.saved_id);
    },
    async recall(home) {
      await Promise.all(Object.keys(home.saved).map((id) => offerDue(home, id)));
    },
    close: () => cancel(),
  };
}

function dueIn({ saved }: Snapshot, id: string): SavedItem | null {
  const item = saved[id];
  return item && callsFor(item) ? item : null;
}
