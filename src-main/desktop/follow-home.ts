// The desktop as a client of its home: what the home says is shown where the system shows such things.
import type { MenuItemConstructorOptions } from 'electron';
import type { GatewayState } from '../../src-shared/bridge.ts';
import type { Place } from '../../src-shared/deep-link.ts';
import type { Timer } from '../../src-shared/timer.ts';
import type { Ready } from '../../src-shared/host.ts';
import { createAttention } from '../../src-shared/notify/attention.ts';
import type { DeviceSettings, Sound } from '../../src-shared/notify/device.ts';
import { isolated, isolating } from '../../src-shared/isolate.ts';
import { notificationWords } from '../../src-shared/notify/english.ts';
import { createNotifications, type NativeNotification } from '../../src-shared/notify/notifications.ts';
import { createNotices } from '../../src-shared/notify/notices.ts';
import { HOUR_MS, nextQuietHour } from '../../src-shared/notify/quiet.ts';
import { isCall, type Gaze } from '../../src-shared/notify/rule.ts';
import type { NotificationText } from '../../src-shared/notify/texts.ts';
import { nextEnd, newestUnread, unreadOf } from '../../src-shared/notify/unread.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import { createBadge } from './badge.ts';
import { drop } from './drop.ts';
import { createHomeFeed } from './home-feed.ts';
import { createTray, type NativeTray } from './tray.ts';
import type { HomeLine } from './homes/homes.ts';
import { createHomeNotices } from './homes/home-notices.ts';
import { unreadWords } from './homes/home-words.ts';

const WORDS = isolating(notificationWords);

interface FollowOptions<I, M> {
  timer: Timer;
  now(): number;
  fetch: typeof globalThis.fetch;
  isBodyMarkup: boolean;
  /** Null where the system has no place for one. */
  tray: { create(image: I): NativeTray<I, M>; images: { calm: I; unread: I }; buildMenu(template: MenuItemConstructorOptions[]): M } | null;
  createNotification(text: NotificationText): NativeNotification;
  setBadge(count: number): void;
  playSound(sound: Sound): void;
  device(): DeviceSettings;
  gaze(): Gaze;
  ownerToken(): Promise<string>;
  isRunning(): boolean;
  /** The home as it is now: after every connect and every change. */
  onHome(snapshot: Snapshot): void;
  /** The messages that a badge counts. */
  onUnread(count: number): void;
  onOpen(place: Place | null): void;
  onOpenHome(id: string): void;
  onJoin(): void;
  onQuit(): void;
}

export interface Following {
  setGateway(state: GatewayState): void;
  gatewayReady(ready: Ready): void;
  /** The window shows another room, or has the focus again. */
  looked(): void;
  /** More messages, or another list. */
  othersChanged(others: readonly HomeLine[]): void;
  /** A number rose in a page that cannot notify. */
  otherHomeWrote(line: HomeLine): void;
  /** Nothing is unread there any more, or the home was removed. */
  otherHomeRead(id: string): void;
  /** The user changed the settings of this device. */
  deviceChanged(): void;
  close(): Promise<void>;
}

export function followHome<I, M>(options: FollowOptions<I, M>): Following {
  const { timer, onOpen, device } = options;
  let home: Snapshot | null = null;
  let others: readonly HomeLine[] = [];
  let cancelRedraw = (): void => undefined;
  const tray =
    options.tray &&
    createTray({
      ...options.tray,
      now: options.now,
      onOpen: () => onOpen(null),
      onOpenHome: options.onOpenHome,
      onJoin: options.onJoin,
      onOpenUnread: () => onOpen(home && newestUnread(home, options.now())),
      onQuiet: (quiet_until) => drop(feed.request('set_notify_preferences', { quiet_until }), 'the menu goes on saying how it is'),
      onQuit: options.onQuit,
    });
  const badge = createBadge(options.setBadge);
  const notifications = createNotifications({
    create: options.createNotification,
    timer,
    isBodyMarkup: options.isBodyMarkup,
    words: () => WORDS,
    onOpen,
  });
  const attention = createAttention({
    moment: () => ({ gaze: options.gaze(), now: options.now() }),
    onCall(call, reason, snapshot) {
      if (device().notifications) notifications.notify(call, snapshot, device().shows);
      if (device().sounds) options.playSound(isCall(reason) ? 'call' : 'soft');
    },
    onRoomRead: notifications.roomRead,
  });

  const otherNotices = createHomeNotices(options.createNotification, options.onOpenHome);
  const notices = createNotices({
    now: options.now,
    timer,
    client: { request: (command, payload) => feed.request(command, payload) },
    snapshot: () => home,
    onNotice(notice, snapshot) {
      if (device().notifications) notifications.notice(notice, snapshot, device().shows);
      if (device().sounds) options.playSound('call');
    },
    onOver: notifications.noticeOver,
  });

  function draw(): void {
    cancelRedraw();
    if (!home) return;
    const now = options.now();
    tray?.setHome(home, { now, isBadged: device().badge });
    const unread = device().badge ? unreadOf(home, now).messages : 0;
    const elsewhere = device().badge ? others.reduce((sum, line) => sum + line.unread, 0) : 0;
    badge.show(unread + elsewhere);
    options.onUnread(unread);
    const next = [nextEnd(home, now), nextQuietHour(home.preferences, now)].filter((each) => each !== null);
    // A timer lasts at most 24 days, and a changed clock is noticed within the hour.
    if (next.length > 0) cancelRedraw = timer.after(Math.min(...next.map((each) => each - now), HOUR_MS), draw);
  }

  const feed = createHomeFeed({
    timer,
    fetch: options.fetch,
    ownerToken: options.ownerToken,
    isRunning: options.isRunning,
    onHome(snapshot) {
      home = snapshot;
      options.onHome(snapshot);
      draw();
    },
    onEvent(event, snapshot) {
      attention.onEvent(event, snapshot);
      drop(notices.onEvent(event, snapshot), 'its list in the app shows it');
    },
    onFreshStart(snapshot, client) {
      drop(attention.recall(snapshot, client), 'an answer to an older question then does not notify');
      drop(notices.recall(snapshot), 'their lists in the app show them');
    },
  });

  return {
    setGateway: (state) => tray?.setGateway(state),
    gatewayReady: feed.gatewayReady,
    looked() {
      const { isWindowFocused, shownRoomId } = options.gaze();
      if (isWindowFocused && shownRoomId !== null) notifications.roomRead(shownRoomId);
    },
    othersChanged(lines) {
      others = lines;
      tray?.setOthers(lines);
      draw();
    },
    otherHomeWrote({ id, name, unread }) {
      if (device().notifications) otherNotices.show(id, { title: isolated(name), body: unreadWords(unread) });
      if (device().sounds) options.playSound('soft');
    },
    otherHomeRead: otherNotices.takeBack,
    deviceChanged: draw,
    async close() {
      cancelRedraw();
      notices.close();
      otherNotices.close();
      notifications.close();
      tray?.close();
      await feed.close();
    },
  };
}
