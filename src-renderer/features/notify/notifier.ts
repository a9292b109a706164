// Notifies the user of this page: sounds, and in a browser notifications. In the desktop the main process decides and shows, and
// the page only plays sounds. Fetched after the first screen.
import type { StoreApi } from 'zustand/vanilla';
import type { LanaiBridge } from '../../../src-shared/bridge.ts';
import { isolated } from '../../../src-shared/isolate.ts';
import type { HomeEvent } from '../../../src-shared/events/index.ts';
import type { AppClient } from '../../../src-shared/client/app-client.ts';
import type { Timer } from '../../../src-shared/timer.ts';
import type { Place } from '../../../src-shared/deep-link.ts';
import { createAttention, keyOfCall, roomOfCall, type Call } from '../../../src-shared/notify/attention.ts';
import { createNotifications } from '../../../src-shared/notify/notifications.ts';
import { createNotices } from '../../../src-shared/notify/notices.ts';
import type { NotificationText } from '../../../src-shared/notify/texts.ts';
import { isCall, type Gaze } from '../../../src-shared/notify/rule.ts';
import type { Snapshot } from '../../../src-shared/snapshot.ts';
import { drop } from '../../lib/drop.ts';
import { shownThread, type HomeState } from '../../sync/home-state.ts';
import { strings } from '../../strings/strings.ts';
import { createChime, type Chime } from './chime.ts';
import type { DeviceStore } from '../../sync/device/device-store.ts';
import { createExpectPush } from '../push/expect-push.ts';
import { followWorker } from '../push/follow-worker.ts';
import { closePushes } from '../push/service-worker.ts';
import { createOneWindow, openChannel } from './one-window.ts';
import { keepTabIcon } from './tab-icon.ts';
import { notificationAccess, webNotification } from './web-notifications.ts';

/** Fewer than in the desktop, which runs all day: a page asks for this each time it is opened. */
const RECALLED_ROOMS_MAX = 5;

export interface CallSeams {
  page: Window;
  bridge: LanaiBridge | undefined;
  store: StoreApi<HomeState>;
  device: DeviceStore;
  client: Pick<AppClient, 'request'>;
  timer: Timer;
  now(): number;
  newId(): string;
  goTo(place: Place): void;
}

export interface Calls {
  /** `snapshot`: the home after the event. */
  onEvent(event: HomeEvent, snapshot: Snapshot): void;
  close(): void;
}

export function followCalls(seams: CallSeams): Calls {
  const { page, bridge } = seams;
  const chime = createChime(() => new AudioContext(), seams.now);
  const wakings = ['pointerdown', 'keydown'] as const;
  for (const name of wakings) page.addEventListener(name, chime.wake, { once: true, capture: true });
  const calls = bridge ? soundsOfDesktop(bridge, chime) : callsOfBrowser(seams, chime);
  const endIcon = bridge ? () => undefined : keepTabIcon(seams, page);
  const endWorker = bridge ? () => undefined : followWorker(seams);
  return {
    onEvent: calls.onEvent,
    close() {
      for (const name of wakings) page.removeEventListener(name, chime.wake, { capture: true });
      endIcon();
      endWorker();
      calls.close();
      chime.close();
    },
  };
}

/** The home of another user in the desktop app: the system shows the notifications of all homes under the app's name. */
function inDesktop({ navigator }: Window): boolean {
  return /\bElectron\//.test(navigator.userAgent);
}

function ofHome(text: NotificationText, name = ''): NotificationText {
  return name === '' ? text : { ...text, title: `${text.title} · ${isolated(name)}` };
}

function soundsOfDesktop(bridge: LanaiBridge, chime: Chime): Calls {
  return { onEvent: () => undefined, close: bridge.onSound((sound) => drop(chime.play(sound), 'nothing is lost but a sound')) };
}

function callsOfBrowser({ page, store, device, client, timer, now, newId, goTo }: CallSeams, chime: Chime): Calls {
  const { snapshot, connection } = store.getState();
  const oneWindow = createOneWindow({ channel: openChannel(`lanai.calls.${snapshot?.me_id ?? ''}`), timer, windowId: newId() });
  const gaze = (): Gaze => ({
    isWindowFocused: page.document.hasFocus(),
    shownRoomId: store.getState().place?.room_id ?? null,
    shownThreadId: shownThread(store.getState()),
  });
  const notifications = createNotifications({
    create: (text) => webNotification(inDesktop(page) ? ofHome(text, store.getState().snapshot?.home.name) : text),
    timer,
    isBodyMarkup: false,
    words: () => strings.notify.notification,
    onOpen(place) {
      page.focus();
      if (place) goTo(place);
    },
  });
  const roomRead = (roomId: string): void => {
    notifications.roomRead(roomId);
    drop(closePushes(page, roomId), 'the user closes it');
  };
  const expectsPush = createExpectPush({ page, request: client.request, now });
  const attention = createAttention({
    moment: () => ({ gaze: gaze(), now: now() }),
    onCall: (call, reason, home) =>
      oneWindow.once(keyOfCall(call), () => {
        const { notifications: shows, sounds, shows: what } = device.getState();
        // A push of this message comes to this browser too.
        const isPushed = call.type === 'message.posted' && expectsPush(home.me_id);
        if (shows && !isPushed && notificationAccess(window) === 'granted') notifications.notify(call, home, what);
        if (sounds) drop(chime.play(isCall(reason) ? 'call' : 'soft'), 'nothing is lost but a sound');
      }),
    onRoomRead: roomRead,
  });
  const notices = createNotices({
    now,
    timer,
    snapshot: () => store.getState().snapshot,
    client,
    onNotice: (notice, home) =>
      oneWindow.once(`${notice.id} ${notice.at}`, () => {
        const { notifications: shows, sounds, shows: what } = device.getState();
        if (shows && notificationAccess(window) === 'granted') notifications.notice(notice, home, what);
        if (sounds) drop(chime.play('call'), 'nothing is lost but a sound');
      }),
    onOver: notifications.noticeOver,
  });
  const lookAround = (): void => {
    const { isWindowFocused, shownRoomId } = gaze();
    if (isWindowFocused && shownRoomId !== null) roomRead(shownRoomId);
  };
  page.addEventListener('focus', lookAround);
  const stop = store.subscribe((state, before) => {
    if (state.place !== before.place) lookAround();
  });
  // Pushes came for the room that the app opens in, which may have been read on another device.
  lookAround();
  if (snapshot && connection.state === 'live')
    drop(attention.recall(snapshot, client, RECALLED_ROOMS_MAX), 'an answer to an older question then does not notify');
  return {
    onEvent(event, home) {
      const { isWindowFocused, shownRoomId } = gaze();
      if (isCallable(event) && isWindowFocused && shownRoomId === roomOfCall(event)) oneWindow.seen(keyOfCall(event));
      attention.onEvent(event, home);
      drop(notices.onEvent(event, home), 'its list in the app shows it');
    },
    close() {
      stop();
      page.removeEventListener('focus', lookAround);
      notices.close();
      oneWindow.close();
      notifications.close();
    },
  };
}

function isCallable(event: HomeEvent): event is Call {
  const { type } = event;
  return (
    type === 'message.posted' ||
    type === 'election.started' ||
    type === 'vote.created' ||
    type === 'task.assigned' ||
    type === 'task.changed'
  );
}
