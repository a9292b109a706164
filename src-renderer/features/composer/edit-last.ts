// Changes the newest message that one wrote in a room or thread. While that message is on its way to the home, the change starts when it has arrived:
// an older message is never changed in its place.
import type { StoreApi } from 'zustand/vanilla';
import type { Message } from '../../../src-shared/objects.ts';
import type { RoomKeys } from '../../sync/sealed/room-keys.ts';
import type { HomeState } from '../../sync/home-state.ts';
import { isEditable } from '../../../src-shared/permissions.ts';
import { pendingIn } from '../../sync/outbox.ts';
import { windowKey } from '../../sync/timeline.ts';
import type { DraftDesk } from './draft-desk.ts';

export interface EditLast {
  /** False when there is no such message. */
  start(): boolean;
  /** Does not wait for a message any more. */
  giveUp(): void;
}

export interface EditLastSeams {
  store: StoreApi<HomeState>;
  keys: Pick<RoomKeys, 'read'>;
  desk: DraftDesk;
}

export function createEditLast({ store, keys, desk }: EditLastSeams): EditLast {
  let ends: (() => void)[] = [];
  const giveUp = (): void => ends.splice(0).forEach((end) => end());

  const loaded = (): readonly Message[] => store.getState().timelines[windowKey(desk.at)]?.messages ?? [];
  function newestOwn(isWanted: (message: Message) => boolean): Message | undefined {
    const meId = store.getState().snapshot?.me_id;
    return loaded().findLast((each) => each.author_id === meId && each.deleted_at === null && isWanted(each));
  }
  function edit(message: Message | undefined): boolean {
    const readable = message && isEditable(message) && keys.read(message);
    if (!readable || readable.shut !== null) return false;
    desk.edit(readable);
    return true;
  }
  /** The newest one of which the home has not refused to take it. */
  function onItsWay(): string | undefined {
    const pending = pendingIn(store.getState().outbox, desk.at, loaded());
    return pending.findLast(({ status }) => status.state !== 'failed')?.client_id;
  }
  function editOnceThere(clientId: string): void {
    const look = (): void => {
      const arrived = newestOwn(({ client_id }) => client_id === clientId);
      if (!arrived && store.getState().outbox.some((item) => item.client_id === clientId && item.status.state !== 'failed')) return;
      giveUp();
      edit(arrived);
    };
    // New text in the field ends the wait: the user has moved on.
    ends = [store.subscribe(look), desk.store.subscribe(giveUp)];
  }

  return {
    start() {
      giveUp();
      const clientId = onItsWay();
      if (clientId === undefined) return edit(newestOwn(() => true));
      editOnceThere(clientId);
      return true;
    },
    giveUp,
  };
}
