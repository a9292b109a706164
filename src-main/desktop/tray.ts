// The tray: unread messages, who can reach the server, and items to open and quit. Setters change the state, and one function draws
// all of it.
import type { MenuItemConstructorOptions } from 'electron';
import type { GatewayState } from '../../src-shared/bridge.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import type { HomeLine } from './homes/homes.ts';
import { menuLabel } from './menu-label.ts';
import { trayWords, type TrayState, type TrayWords } from './tray-words.ts';
import { HOUR_MS, quietHoursEnd, tomorrowMorning } from '../../src-shared/notify/quiet.ts';
import { NOTHING_UNREAD, unreadOf } from '../../src-shared/notify/unread.ts';

/** The part of Electron's Tray that is used; `I` is its image, `M` its menu. */
export interface NativeTray<I, M> {
  setImage(image: I): void;
  setToolTip(text: string): void;
  setContextMenu(menu: M): void;
  on(event: 'click', listener: () => void): unknown;
  destroy(): void;
}

interface TrayOptions<I, M> {
  create(image: I): NativeTray<I, M>;
  buildMenu(template: MenuItemConstructorOptions[]): M;
  images: { calm: I; unread: I };
  now(): number;
  onOpen(): void;
  onOpenUnread(): void;
  onOpenHome(id: string): void;
  onJoin(): void;
  /** Not to be disturbed until then; null: from now on again. */
  onQuiet(until: number | null): void;
  onQuit(): void;
}

export interface HomeTray {
  setGateway(state: GatewayState): void;
  setHome(snapshot: Snapshot, how: { now: number; isBadged: boolean }): void;
  setOthers(others: readonly HomeLine[]): void;
  close(): void;
}

export function createTray<I, M>(options: TrayOptions<I, M>): HomeTray {
  const { create, buildMenu, images, onOpen, onOpenUnread, onQuit } = options;
  const tray = create(images.calm);
  let state: TrayState = {
    gateway: 'starting',
    homeName: null,
    unread: NOTHING_UNREAD,
    sharing: null,
    guests: 0,
    isBadged: true,
    quietUntil: null,
    quietHoursEnd: null,
    others: [],
  };
  let drawn = '';
  let hasUnreadImage = false;
  tray.on('click', onOpen);
  render();

  function render(): void {
    const words = trayWords(state);
    // A tray is drawn by another program; telling it the same again makes it flicker.
    if (JSON.stringify(words) === drawn) return;
    drawn = JSON.stringify(words);
    if (words.hasDot !== hasUnreadImage) tray.setImage(words.hasDot ? images.unread : images.calm);
    hasUnreadImage = words.hasDot;
    tray.setToolTip(words.tooltip);
    tray.setContextMenu(
      buildMenu([
        { label: menuLabel(words.title), enabled: false },
        { label: words.exposure, enabled: false },
        { type: 'separator' },
        ...(words.unread === null ? [] : [{ label: words.unread, click: onOpenUnread }]),
        { label: 'Open Lanai', click: onOpen },
        ...otherItems(words),
        { type: 'separator' },
        ...quietItems(words),
        { label: 'Quit Lanai', click: onQuit },
      ]),
    );
  }

  function otherItems({ others }: TrayWords): MenuItemConstructorOptions[] {
    const items = others.map(({ id, words }) => ({ label: menuLabel(words), click: () => options.onOpenHome(id) }));
    return [...items, { label: 'Join a home…', click: options.onJoin }];
  }

  /** Only while the server runs and can receive the setting. */
  function quietItems({ quiet, quietHours }: TrayWords): MenuItemConstructorOptions[] {
    const { now, onQuiet } = options;
    if (state.gateway !== 'ready' || state.homeName === null) return [];
    const items: MenuItemConstructorOptions[] =
      quiet === null
        ? [
            { label: 'Do not disturb for 1 hour', click: () => onQuiet(now() + HOUR_MS) },
            { label: 'Do not disturb until tomorrow', click: () => onQuiet(tomorrowMorning(now())) },
          ]
        : [
            { label: quiet, enabled: false },
            { label: 'End do not disturb', click: () => onQuiet(null) },
          ];
    const hours: MenuItemConstructorOptions[] = quietHours === null ? [] : [{ label: quietHours, enabled: false }];
    return [...hours, ...items, { type: 'separator' }];
  }

  function change(part: Partial<TrayState>): void {
    state = { ...state, ...part };
    render();
  }

  return {
    setGateway: ({ state: gateway }) => change({ gateway }),
    setOthers: (others) => change({ others }),
    setHome: (snapshot, { now, isBadged }) => {
      const guests = Object.values(snapshot.participants).filter(
        (one) => one.kind === 'person' && one.role === 'guest' && one.revoked_at === null,
      );
      const { quiet_until } = snapshot.preferences;
      change({
        homeName: snapshot.home.name,
        unread: unreadOf(snapshot, now),
        sharing: snapshot.sharing,
        guests: guests.length,
        isBadged,
        quietUntil: quiet_until !== null && quiet_until > now ? quiet_until : null,
        quietHoursEnd: quietHoursEnd(snapshot.preferences, now),
      });
    },
    close: () => tray.destroy(),
  };
}
