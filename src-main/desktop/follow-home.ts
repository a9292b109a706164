// The desktop as a client of its home: what the home says is shown where the system shows such things.
import type { MenuItemConstructorOptions } from 'electron';
import type { GatewayState } from '../../src-shared/bridge.ts';
import type { Place } from '../../src-shared/deep-link.ts';
import type { Timer } from '../../src-shared/home-client.ts';
import type { Ready } from '../../src-shared/host.ts';
import { createAttention } from './attention.ts';
import { createBadge } from './badge.ts';
import { drop } from './drop.ts';
import { createHomeFeed } from './home-feed.ts';
import { createNotifications, type NativeNotification, type NotificationText } from './notifications.ts';
import type { Gaze } from './notify-rule.ts';
import { createTray, type NativeTray } from './tray.ts';
import { newestUnread } from './unread.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';

interface FollowOptions<I, M> {
  timer: Timer;
  fetch: typeof globalThis.fetch;
  isBodyMarkup: boolean;
  /** Null where the system has no place for one. */
  tray: { create(image: I): NativeTray<I, M>; images: { calm: I; unread: I }; buildMenu(template: MenuItemConstructorOptions[]): M } | null;
  createNotification(text: NotificationText): NativeNotification;
  setBadge(count: number): void;
  gaze(): Gaze;
  ownerToken(): Promise<string>;
  onOpen(place: Place | null): void;
  onQuit(): void;
}

export interface Following {
  setGateway(state: GatewayState): void;
  gatewayReady(ready: Ready): void;
  close(): Promise<void>;
}

export function followHome<I, M>(options: FollowOptions<I, M>): Following {
  const { timer, onOpen } = options;
  let home: Snapshot | null = null;
  const tray =
    options.tray &&
    createTray({
      ...options.tray,
      onOpen: () => onOpen(null),
      onOpenUnread: () => onOpen(home && newestUnread(home)),
      onQuit: options.onQuit,
    });
  const badge = createBadge(options.setBadge);
  const notifications = createNotifications({ create: options.createNotification, timer, isBodyMarkup: options.isBodyMarkup, onOpen });
  const attention = createAttention({ notifications, gaze: options.gaze });
  const feed = createHomeFeed({
    timer,
    fetch: options.fetch,
    ownerToken: options.ownerToken,
    onHome(snapshot) {
      home = snapshot;
      tray?.setHome(snapshot);
      badge.setHome(snapshot);
    },
    onEvent: attention.onEvent,
    onFreshStart: (snapshot, client) => drop(attention.recall(snapshot, client), 'an answer to an older question then does not notify'),
  });

  return {
    setGateway: (state) => tray?.setGateway(state),
    gatewayReady: feed.gatewayReady,
    async close() {
      notifications.close();
      tray?.close();
      await feed.close();
    },
  };
}
