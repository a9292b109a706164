// Sends what is in the outbox, one message at a time and room, in the order it was written. What is not yet in the home
// is kept in the browser's storage under its own key, so that neither a reload nor a second window loses it.
import type { StoreApi } from 'zustand';
import { AppError } from '../../src-shared/errors.ts';
import { createBackoff, SCHEDULES } from '../../src-shared/client/backoff.ts';
import type { AppClient } from '../../src-shared/client/app-client.ts';
import type { Timer } from '../../src-shared/timer.ts';
import type { Message } from '../../src-shared/objects.ts';
import type { NewMessage } from './actions.ts';
import type { HomeState } from './home-state.ts';
import { nextToSend, windowOf, withStatus, type OutboxItem } from './outbox.ts';
import { savedItems, saveItem, removeItem } from './outbox-storage.ts';
import { errorMessage } from '../strings/error-message.ts';
import { windowKey } from './timeline.ts';

export interface OutboxSender {
  add(message: NewMessage): void;
  tryAgain(clientId: string): void;
  discard(clientId: string): void;
  close(): void;
}

export interface OutboxSeams {
  store: StoreApi<HomeState>;
  client: AppClient;
  storage: Storage;
  timer: Timer;
  newId(): string;
  now(): number;
  /** Its content as it may leave this device. */
  close(item: OutboxItem): string;
}

export function createOutboxSender({ store, client, storage, timer, newId, now, close }: OutboxSeams): OutboxSender {
  const backoff = createBackoff(SCHEDULES.outbox);
  const inFlight = new Set<string>();
  let meId: string | null = null;

  function update(change: (outbox: readonly OutboxItem[]) => readonly OutboxItem[]): void {
    store.setState(({ outbox }) => ({ outbox: change(outbox) }));
  }

  function sendNext(): void {
    const { outbox, connection } = store.getState();
    if (connection.state !== 'live') return;
    for (const item of nextToSend(outbox, inFlight)) {
      inFlight.add(item.client_id);
      const { room_id, content, reply_to, client_id, thread_id, also_in_room, choice } = item;
      const about = { reply_to, thread_id, also_in_room, client_id, choice, file_ids: item.files.map((file) => file.id) };
      client.request('send_message', { room_id, content, ...about, mentions: [...item.mentions] }).then(
        (message) => answered(item, message),
        (error: unknown) => refused(item, error),
      );
    }
  }

  function answered(item: OutboxItem, message: Message): void {
    inFlight.delete(item.client_id);
    removeItem(storage, item);
    // It stays, as sent, until the room's own events bring it. If the window has it already, because it was sent before a reload,
    // or does not reach that far, no event will: then it is removed at once.
    const timeline = store.getState().timelines[windowKey(windowOf(item))];
    const isAwaited = timeline?.reachesEnd === true && timeline.through < message.seq;
    update((outbox) =>
      isAwaited
        ? withStatus(outbox, item.client_id, { state: 'sent', seq: message.seq })
        : outbox.filter((other) => other.client_id !== item.client_id),
    );
    sendNext();
  }

  function refused(item: OutboxItem, error: unknown): void {
    inFlight.delete(item.client_id);
    if (error instanceof AppError && error.code !== 'shutting_down') {
      update((outbox) => withStatus(outbox, item.client_id, { state: 'failed', message: errorMessage(error) }));
      sendNext();
    } else timer.after(backoff.next(), sendNext);
  }

  /** The first snapshot says who the user is. Only then are the user's own stored messages known. */
  function restore(id: string): void {
    meId = id;
    const known = new Set(store.getState().outbox.map((item) => item.client_id));
    const kept = savedItems(storage, id).filter((item) => !known.has(item.client_id));
    if (kept.length > 0) update((outbox) => [...kept, ...outbox]);
  }

  const unsubscribe = store.subscribe((state, before) => {
    if (state.snapshot && meId === null) restore(state.snapshot.me_id);
    if (state.connection !== before.connection || state.outbox !== before.outbox) sendNext();
    if (state.outbox !== before.outbox) forgetArrived(before.outbox, state.outbox);
  });

  /** A message that events removed from the outbox has arrived, even if its own reply was lost with the connection. */
  function forgetArrived(before: readonly OutboxItem[], after: readonly OutboxItem[]): void {
    const left = new Set(after.map((item) => item.client_id));
    for (const item of before) if (!left.has(item.client_id)) removeItem(storage, item);
  }

  return {
    add(message) {
      const { snapshot } = store.getState();
      if (!snapshot) return;
      const written: OutboxItem = {
        ...message,
        client_id: newId(),
        author_id: snapshot.me_id,
        created_at: now(),
        status: { state: 'sending' },
      };
      const item = { ...written, content: close(written) };
      saveItem(storage, item);
      update((outbox) => [...outbox, item]);
    },
    tryAgain: (clientId) => update((outbox) => withStatus(outbox, clientId, { state: 'sending' })),
    discard: (clientId) => update((outbox) => outbox.filter((item) => item.client_id !== clientId)),
    close: unsubscribe,
  };
}
