// Opens the desktop, in order: walls first, then the window, then the home behind it, then everything that calls its owner.
import { app, protocol, session } from 'electron';
import type { Place } from '../../src-shared/deep-link.ts';
import { VERSION } from '../../src-shared/version.ts';
import type { CommandInstall } from './command-install.ts';
import { openDeviceSettings, type DeviceSettingsFile } from './device-settings.ts';
import { drop } from './drop.ts';
import { followHome } from './follow-home.ts';
import { startGatewayHost, type GatewayHost } from './gateway-host.ts';
import { guardAllContents } from './guards.ts';
import { closeToOthers } from './home-gate.ts';
import type { Gaze } from '../../src-shared/notify/rule.ts';
import { openBridge } from './ipc.ts';
import { menuTemplate } from './menu.ts';
import * as native from './native.ts';
import { serveLocalPage } from './offline-page.ts';
import type { DesktopOptions } from './options.ts';
import { restrictPermissions } from './permissions.ts';
import { prepareQuit, type Quit } from './quit.ts';
import { systemTimer as timer } from './system-timer.ts';
import { hasTrayHost, waitForTrayHost } from './tray-host.ts';
import { createWindowPage, type WindowPage } from './window-page.ts';
import { createRoomKeyFile } from './room-keys.ts';
import { openRunning, type Running } from './running.ts';
import { openMainWindow, type MainWindow } from './window.ts';

const { platform } = process;

/** Everything that several features share once it is there. */
interface Desktop {
  quit: Quit;
  main: MainWindow;
  page: WindowPage;
  host: GatewayHost;
  /** The home's folder. */
  dataDir: string;
  command: CommandInstall;
  running: Running;
}

/** Returns how to bring the window to the front, at a place or where it is. */
export async function openDesktop(options: DesktopOptions): Promise<(place: Place | null) => void> {
  let desktop: Desktop | null = null;
  const quit = prepareQuit(app);
  buildWalls(() => desktop);
  const isAtLogin = native.isOpenedAtLogin(options);
  const hasTray = await (isAtLogin ? waitForTrayHost : hasTrayHost)(platform);
  const device = await openDeviceSettings(native.deviceFile());
  const awake = native.keepAwake();
  const login = native.loginItem(options);
  const running = await openRunning({ file: native.runningFile(), login, hasTray, onStaysAwake: awake.setWanted });
  const main = await openMainWindow({
    ...native.windowFiles(),
    opens: openingAt(isAtLogin, hasTray),
    hidesOnClose: running.outlivesWindow,
    isQuitting: quit.isQuitting,
  });
  native.openContextMenuIn(main.window);
  app.on('window-all-closed', () => app.quit());

  const page = createWindowPage({ contents: main.window.webContents, timer, onShown: (what) => setMenu(what === 'app', () => desktop) });
  const command = native.commandInstall(options);
  const host = startGatewayHost({
    ...options,
    timer,
    spawn: native.spawnGatewayWith(options),
    onState(state) {
      page.setGateway(state);
      following.setGateway(state);
      awake.setGateway(state);
    },
    onReady(ready) {
      refresh('The installed lanai command', command);
      refresh('The start at login', login);
      page.gatewayReady(new URL(ready.url).origin);
      following.gatewayReady(ready);
    },
  });
  desktop = { quit, main, page, host, dataDir: options.dataDir, command, running };

  const go = (place: Place | null): void => {
    main.show();
    if (place) page.go(place);
  };
  const gaze = openDoor(desktop, device, () => following.looked());
  const following = followHome({
    timer,
    now: Date.now,
    fetch,
    gaze,
    device: device.read,
    playSound: page.playSound,
    tray: hasTray ? native.trayParts() : null,
    isBodyMarkup: platform === 'linux',
    createNotification: native.createNotification,
    setBadge: native.setBadge,
    ownerToken: host.ownerToken,
    isRunning: () => host.state().state === 'ready',
    onHome: ({ sharing }) => awake.setSharing(sharing),
    onOpen: go,
    onQuit: () => app.quit(),
  });
  device.onChange(following.deviceChanged);
  main.window.on('focus', following.looked);
  // The dock's icon of macOS, where a closed window is only hidden.
  app.on('activate', () => go(null));

  quit.onQuit('the home', host.stop);
  quit.onQuit('the feed of the home', following.close);
  quit.onQuit('the window', main.close);
  quit.onQuit('the block of sleep', awake.close);
  return go;
}

function openingAt(isAtLogin: boolean, hasTray: boolean): 'shown' | 'hidden' | 'minimized' {
  if (!isAtLogin) return 'shown';
  return hasTray ? 'hidden' : 'minimized';
}

/** After an update or a move of the app. The app runs without it, so a failure is only logged. */
function refresh(name: string, part: { refresh(): void }): void {
  try {
    part.refresh();
  } catch (error) {
    console.error(`${name} could not be updated.`, error);
  }
}

function buildWalls(desktop: () => Desktop | null): void {
  const isRunning = (): boolean => desktop()?.host.state().state === 'ready';
  const appOrigin = (): string | null => desktop()?.page.appOrigin() ?? null;
  const openOutside = native.openOutsideFrom(() => desktop()?.main.window ?? null);
  guardAllContents(app, {
    appOrigin,
    isRunning,
    onTryAgain: () => desktop()?.host.tryAgain(),
    onOutside: (address) => drop(openOutside(address), 'whoever asked sees that nothing opened'),
  });
  closeToOthers(session.defaultSession, {
    gate: () => ({ appOrigin: appOrigin(), isRunning: isRunning() }),
    isHere: async () => (await desktop()?.host.isHere()) ?? false,
  });
  restrictPermissions(session.defaultSession, appOrigin);
  serveLocalPage(protocol, native.LOCAL_PAGE_FOLDER, () => desktop()?.host.state() ?? { state: 'starting' });
}

/** The bridge to the page. Returns where the owner looks, as the page says and the window is. */
function openDoor(desktop: Desktop, device: DeviceSettingsFile, onRoom: () => void): () => Gaze {
  const { quit, main, page, host, dataDir, command, running } = desktop;
  let shownRoomId: string | null = null;
  let shownThreadId: string | null = null;
  const { webContents } = main.window;
  const runningOrigin = (): string | null => (host.state().state === 'ready' ? page.appOrigin() : null);
  const roomKeys = createRoomKeyFile(native.roomKeyFile(), native.keychain());
  const trusted = { mainFrame: () => (webContents.isDestroyed() ? null : webContents.mainFrame), appOrigin: runningOrigin };
  const closeDoor = openBridge(trusted, {
    ownerToken: host.ownerToken,
    info: () => ({ version: VERSION, platform }),
    showRoom(roomId, threadId) {
      shownRoomId = roomId;
      shownThreadId = threadId;
      onRoom();
    },
    navigationReady: page.isListening,
    gatewayState: host.state,
    openDataFolder: () => native.openFolder(dataDir),
    commandState: command.state,
    installCommand: command.install,
    roomKeys: roomKeys.read,
    keepRoomKey: roomKeys.keep,
    deviceSettings: device.read,
    keepDeviceSettings: device.keep,
    runningState: running.state,
    changeRunning: running.change,
  });
  quit.onQuit('the bridge', closeDoor);
  return () => ({ isWindowFocused: main.isLookedAt(), shownRoomId, shownThreadId });
}

function setMenu(isHomeShown: boolean, desktop: () => Desktop | null): void {
  native.setApplicationMenu(
    menuTemplate({
      platform,
      isHomeShown,
      withDeveloperTools: !app.isPackaged,
      onChoose(item) {
        desktop()?.main.show();
        desktop()?.page.chooseInMenu(item);
      },
    }),
  );
}
