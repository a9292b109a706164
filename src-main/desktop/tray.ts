// The tray: whether something waits, who can reach the home, and the way in and out. Setters change the state, and one
// function draws all of it.
import type { MenuItemConstructorOptions } from 'electron';
import type { GatewayState } from '../../src-shared/bridge.ts';
import type { Snapshot } from '../../src-shared/snapshot.ts';
import { trayWords, type TrayState } from './tray-words.ts';
import { NOTHING_UNREAD, unreadOf } from './unread.ts';

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
  onOpen(): void;
  onOpenUnread(): void;
  onQuit(): void;
}

export interface HomeTray {
  setGateway(state: GatewayState): void;
  setHome(snapshot: Snapshot): void;
  close(): void;
}

export function createTray<I, M>({ create, buildMenu, images, onOpen, onOpenUnread, onQuit }: TrayOptions<I, M>): HomeTray {
  const tray = create(images.calm);
  let state: TrayState = { gateway: 'starting', homeName: null, unread: NOTHING_UNREAD, sharing: null, guests: 0 };
  let drawn = '';
  let hasUnreadImage = false;
  tray.on('click', onOpen);
  render();

  function render(): void {
    const words = trayWords(state);
    // A tray is drawn by another program; telling it the same again makes it flicker.
    if (JSON.stringify(words) === drawn) return;
    drawn = JSON.stringify(words);
    const isUnread = words.unread !== null;
    if (isUnread !== hasUnreadImage) tray.setImage(isUnread ? images.unread : images.calm);
    hasUnreadImage = isUnread;
    tray.setToolTip(words.tooltip);
    tray.setContextMenu(
      buildMenu([
        { label: words.title, enabled: false },
        { label: words.exposure, enabled: false },
        { type: 'separator' },
        ...(words.unread === null ? [] : [{ label: words.unread, click: onOpenUnread }]),
        { label: 'Open Lanai', click: onOpen },
        { type: 'separator' },
        { label: 'Quit Lanai', click: onQuit },
      ]),
    );
  }

  function change(part: Partial<TrayState>): void {
    state = { ...state, ...part };
    render();
  }

  return {
    setGateway: ({ state: gateway }) => change({ gateway }),
    setHome: (snapshot) => {
      const guests = Object.values(snapshot.participants).filter(
        (one) => one.kind === 'person' && one.role === 'guest' && one.revoked_at === null,
      );
      change({ homeName: snapshot.home.name, unread: unreadOf(snapshot), sharing: snapshot.sharing, guests: guests.length });
    },
    close: () => tray.destroy(),
  };
}
