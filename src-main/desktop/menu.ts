// The application menu. The page executes the chosen items.
import type { MenuItemConstructorOptions } from 'electron';
import type * as z from 'zod/mini';
import type { BRIDGE_MESSAGES } from '../../src-shared/bridge.ts';
import { acceleratorOf } from '../../src-shared/shortcuts.ts';
import { menuLabel } from './menu-label.ts';

type MenuChoice = z.infer<typeof BRIDGE_MESSAGES.menu>;

interface MenuOptions {
  platform: NodeJS.Platform;
  /** Whether the home's page is there to do it. */
  isHomeShown: boolean;
  /** The developer's items act on the page that is shown. */
  developer: { reload(): void; toggleTools(): void } | null;
  /** The own home and others, by name; empty without others. */
  homes: readonly { id: string; name: string; isShown: boolean }[];
  onChoose(item: MenuChoice): void;
  onJoin(): void;
  onHome(id: string): void;
  /** Of the page that is shown. Electron's own roles zoom the page with the keyboard, which may be the rail. 0: the actual size. */
  onZoom(step: -1 | 0 | 1): void;
  /** The keyboard goes to the list of homes. */
  onRail(): void;
}

export function menuTemplate(options: MenuOptions): MenuItemConstructorOptions[] {
  const { platform, isHomeShown, developer, onChoose, onJoin, onZoom } = options;
  const choice = (item: MenuChoice, label: string, accelerator?: string): MenuItemConstructorOptions => ({
    id: item,
    label,
    enabled: isHomeShown,
    click: () => onChoose(item),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  const isMac = platform === 'darwin';
  const settings = choice('settings', 'Settings…', acceleratorOf('settings'));
  const home: MenuItemConstructorOptions = {
    label: 'Home',
    submenu: [
      choice('new-room', 'New room…', acceleratorOf('newRoom')),
      choice('invite', 'Invite a friend…'),
      choice('connect-agent', 'Connect an agent…'),
      { id: 'join-home', label: 'Join a home…', click: onJoin },
      { type: 'separator' },
      ...(isMac ? [] : [settings, { type: 'separator' } satisfies MenuItemConstructorOptions]),
      { role: 'close' },
      ...(isMac ? [] : [{ role: 'quit', label: 'Quit Lanai' } satisfies MenuItemConstructorOptions]),
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: 'View',
    submenu: [
      choice('search', 'Search or jump to…', acceleratorOf('jump')),
      choice('toggle-sidebar', 'Show or hide the sidebar'),
      choice('toggle-panel', 'Show or hide the panel'),
      { type: 'separator' },
      { id: 'zoom-reset', label: 'Actual size', accelerator: 'CmdOrCtrl+0', click: () => onZoom(0) },
      { id: 'zoom-in', label: 'Zoom in', accelerator: 'CmdOrCtrl+Plus', click: () => onZoom(1) },
      { id: 'zoom-out', label: 'Zoom out', accelerator: 'CmdOrCtrl+-', click: () => onZoom(-1) },
      { role: 'togglefullscreen' },
      ...(developer ? developerItems(developer) : []),
    ],
  };
  return [...(isMac ? [applicationMenu(settings)] : []), home, { role: 'editMenu' }, view, ...homesMenu(options), { role: 'windowMenu' }];
}

/** The menu that macOS names after the app. The role alone has no settings. */
function applicationMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      { type: 'separator' },
      settings,
      { type: 'separator' },
      { role: 'services' },
      { type: 'separator' },
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      { type: 'separator' },
      { role: 'quit' },
    ],
  };
}

/** Ctrl or Cmd with a digit for the first nine. */
function homesMenu({ homes, onHome, onRail }: MenuOptions): MenuItemConstructorOptions[] {
  if (homes.length === 0) return [];
  const items = homes.map(({ id, name, isShown }, index): MenuItemConstructorOptions => ({
    label: menuLabel(name),
    type: 'radio',
    checked: isShown,
    click: () => onHome(id),
    ...(index < 9 ? { accelerator: `CmdOrCtrl+${index + 1}` } : {}),
  }));
  const list: MenuItemConstructorOptions = { label: 'Go to the list of homes', accelerator: 'CmdOrCtrl+Shift+H', click: onRail };
  return [{ label: 'Homes', submenu: [...items, { type: 'separator' }, list] }];
}

/** Electron's own roles act on the window's own page, which is the rail once there are other homes. */
function developerItems({ reload, toggleTools }: NonNullable<MenuOptions['developer']>): MenuItemConstructorOptions[] {
  return [
    { type: 'separator' },
    { label: 'Reload', accelerator: 'CmdOrCtrl+R', click: reload },
    { label: 'Developer tools', accelerator: 'CmdOrCtrl+Shift+I', click: toggleTools },
  ];
}
