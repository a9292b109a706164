// The application menu. The page executes the chosen items.
import type { MenuItemConstructorOptions } from 'electron';
import type * as z from 'zod/mini';
import type { BRIDGE_MESSAGES } from '../../src-shared/bridge.ts';
import { acceleratorOf } from '../../src-shared/shortcuts.ts';

type MenuChoice = z.infer<typeof BRIDGE_MESSAGES.menu>;

interface MenuOptions {
  platform: NodeJS.Platform;
  /** Whether the home's page is there to do it. */
  isHomeShown: boolean;
  withDeveloperTools: boolean;
  onChoose(item: MenuChoice): void;
}

export function menuTemplate({ platform, isHomeShown, withDeveloperTools, onChoose }: MenuOptions): MenuItemConstructorOptions[] {
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
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(withDeveloperTools ? developerItems() : []),
    ],
  };
  return [...(isMac ? [applicationMenu(settings)] : []), home, { role: 'editMenu' }, view, { role: 'windowMenu' }];
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

function developerItems(): MenuItemConstructorOptions[] {
  return [{ type: 'separator' }, { role: 'reload' }, { role: 'toggleDevTools' }];
}
