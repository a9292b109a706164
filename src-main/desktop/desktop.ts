// Opens the desktop, in order: walls first, then the window, then the home behind it, then everything that calls its owner.
import { app, protocol, session, type WebContents } from 'electron';
import type { Place } from '../../src-shared/deep-link.ts';
import { OWN_HOME, type Scheme } from '../../src-shared/shell-bridge.ts';
import { VERSION } from '../../src-shared/version.ts';
import type { CommandInstall } from './command-install.ts';
import type { LinkTarget } from './deep-links.ts';
import { openDeviceSettings, type DeviceSettingsFile } from './device-settings.ts';
import { drop } from './drop.ts';
import { followHome } from './follow-home.ts';
import { startGatewayHost, type GatewayHost } from './gateway-host.ts';
import { guardAllContents, type PageRules } from './guards.ts';
import { closeToOthers } from './home-gate.ts';
import { openHomeList } from './homes/home-list.ts';
import type { Homes } from './homes/homes.ts';
import { onScheme, type OwnHome } from './homes/rail-state.ts';
import { answerShell } from './homes/shell-pages.ts';
import { createStage, type Stage } from './homes/stage.ts';
import { openWindowHomes } from './homes/window-homes.ts';
import type { Gaze } from '../../src-shared/notify/rule.ts';
import { openBridge } from './ipc.ts';
import { followMenu } from './app-menu.ts';
import * as native from './native.ts';
import { gatewayWords, serveLocalPage } from './offline-page.ts';
import type { DesktopOptions } from './options.ts';
import { restrictPermissions } from './permissions.ts';
import { prepareQuit, type Quit } from './quit.ts';
import { systemTimer as timer } from './system-timer.ts';
import { hasTrayHost, waitForTrayHost } from './tray-host.ts';
import { createWindowPage, type WindowPage } from './window-page.ts';
import { createRoomKeyFile } from './room-keys.ts';
import { createSignInWindow, type SignInWindow } from './terminal/sign-in-window.ts';
import { openRunning, type Running } from './running.ts';
import { ground, openMainWindow, type MainWindow } from './window.ts';

const { platform } = process;

/** Everything that several features share once it is there. */
interface Desktop {
  quit: Quit;
  main: MainWindow;
  stage: Stage;
  homes: Homes;
  page: WindowPage;
  host: GatewayHost;
  /** The home's folder. */
  dataDir: string;
  command: CommandInstall;
  running: Running;
}

/** Returns how to bring the window to the front, where a link leads or where it is. */
export async function openDesktop(options: DesktopOptions): Promise<(target: LinkTarget | null) => void> {
  let desktop: Desktop | null = null;
  const quit = prepareQuit(app);
  buildWalls(() => desktop);
  const isAtLogin = native.isOpenedAtLogin(options);
  const hasTray = await (isAtLogin ? waitForTrayHost : hasTrayHost)(platform);
  const device = await openDeviceSettings(native.deviceFile());
  const awake = native.keepAwake();
  const login = native.loginItem(options);
  const running = await openRunning({ file: native.runningFile(), login, hasTray, onStaysAwake: awake.setWanted });
  const files = native.windowFiles();
  const list = await openHomeList(native.homesFile());
  const main = await openMainWindow({
    ...files,
    opens: openingAt(isAtLogin, hasTray),
    hidesOnClose: running.outlivesWindow,
    isQuitting: quit.isQuitting,
  });
  const prepareOwn = (contents: WebContents): void => {
    native.openContextMenuIn(main.window, contents);
    onScheme(contents, (scheme) => {
      if (contents === stage.ownContents()) own.scheme = scheme;
      desktop?.homes.ownChanged();
    });
  };
  app.on('window-all-closed', () => app.quit());
  const stage = createStage({ ...files, window: main.window, background: ground });
  // The own page begins where it stays.
  if (list.all().length > 0) stage.makeRail();
  prepareOwn(stage.ownContents());
  const menu = followMenu(() => desktop);
  const page = createWindowPage({ contents: stage.ownContents(), timer, onShown: (what) => menu.setApp(what === 'app') });
  const own: OwnHome & { origins: readonly string[] } = { id: null, name: null, unread: 0, scheme: null, origins: [] };
  const homes = await openWindowHomes({
    ...files,
    window: main.window,
    stage,
    list,
    timer,
    own: () => own,
    isOwn: (origin) => origin === page.appOrigin() || own.origins.includes(origin),
    showWindow: main.show,
    isLookedAt: main.isLookedAt,
    onRailMade() {
      page.moveTo(stage.ownContents());
      prepareOwn(stage.ownContents());
    },
    onMoreUnread: (line) => following.otherHomeWrote(line),
    onAllRead: (id) => following.otherHomeRead(id),
    onChange(lines) {
      following.othersChanged(lines);
      following.looked();
      menu.draw();
    },
  });
  const command = native.commandInstall(options);
  const host = startGatewayHost({
    ...options,
    timer,
    ...native.gatewayParts(options),
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
  desktop = { quit, main, stage, homes, page, host, dataDir: options.dataDir, command, running };

  const openPlace = (place: Place | null): void => {
    main.show();
    if (!place) return;
    homes.show(OWN_HOME);
    page.go(place);
  };
  const go = (target: LinkTarget | null): void => {
    if (target && 'invite' in target) drop(homes.join(target.invite), 'the user sees that nothing opened');
    else openPlace(target && target.place);
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
    onHome({ home, sharing }) {
      awake.setSharing(sharing);
      const { name } = own;
      Object.assign(own, { id: home.id, name: home.name, origins: sharing?.origins ?? [] });
      if (name !== home.name) homes.ownChanged();
    },
    onUnread(count) {
      if (own.unread === count) return;
      own.unread = count;
      homes.ownChanged();
    },
    onOpen: openPlace,
    onOpenHome(id) {
      main.show();
      homes.show(id);
    },
    onJoin: () => drop(homes.askForLink(), 'the user sees that nothing opened'),
    onQuit: () => app.quit(),
  });
  device.onChange(following.deviceChanged);
  main.window.on('focus', following.looked);
  // The dock's icon of macOS, where a closed window is only hidden.
  app.on('activate', () => go(null));

  quit.onQuit('the home', host.stop);
  quit.onQuit('the feed of the home', following.close);
  quit.onQuit('the window', main.close);
  quit.onQuit('the other homes', homes.close);
  quit.onQuit('the block of sleep', awake.close);
  return go;
}

function openSignIns({ main, host, quit }: Desktop, scheme: () => Scheme): SignInWindow {
  const signIns = createSignInWindow({
    ...native.windowFiles(),
    preload: native.terminalPreload(),
    parent: main.window,
    session: native.terminalSession(),
    files: native.TERMINAL_FILES,
    background: ground,
    scheme,
    takeCommand: host.takeSignIn,
    onContents: native.openContextMenuIn,
  });
  quit.onQuit('the terminal', signIns.close);
  return signIns;
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

/** For a page of a home that was removed. */
const NOWHERE: PageRules = {
  appOrigin: () => null,
  isRunning: () => false,
  paths: [],
  onTryAgain: () => undefined,
  onOutside: () => undefined,
};

function buildWalls(desktop: () => Desktop | null): void {
  const isRunning = (): boolean => desktop()?.host.state().state === 'ready';
  const appOrigin = (): string | null => desktop()?.page.appOrigin() ?? null;
  const own: PageRules = {
    appOrigin,
    isRunning,
    paths: ['/'],
    onTryAgain: () => desktop()?.host.tryAgain(),
    onOutside: (address) => desktop()?.homes.follow(address),
  };
  const openFromTerminal = native.openOutsideFrom(() => desktop()?.main.window ?? null);
  const terminal: PageRules = {
    ...NOWHERE,
    onOutside: (address) => drop(openFromTerminal(address), 'the user sees that nothing opened'),
  };
  guardAllContents(app, ({ session: of }) => {
    if (of === session.defaultSession) return own;
    return of === native.terminalSession() ? terminal : (desktop()?.homes.rulesOf(of) ?? NOWHERE);
  });
  closeToOthers(session.defaultSession, {
    gate: () => ({ appOrigin: appOrigin(), isRunning: isRunning() }),
    isHere: async () => (await desktop()?.host.isHere()) ?? false,
  });
  restrictPermissions(session.defaultSession, appOrigin);
  serveLocalPage(
    protocol,
    native.LOCAL_PAGE_FOLDER,
    () => gatewayWords(desktop()?.host.state() ?? { state: 'starting' }),
    (request) => answerShell(request, native.SHELL_FILES),
  );
}

/** The bridge to the page. Returns where the owner looks, as the page says and the window is. */
function openDoor(desktop: Desktop, device: DeviceSettingsFile, onRoom: () => void): () => Gaze {
  const { quit, main, stage, homes, page, host, dataDir, command, running } = desktop;
  let shownRoomId: string | null = null;
  let shownThreadId: string | null = null;
  const runningOrigin = (): string | null => (host.state().state === 'ready' ? page.appOrigin() : null);
  const roomKeys = createRoomKeyFile(native.roomKeyFile(), native.keychain());
  const trusted = {
    mainFrames() {
      const contents = stage.ownContents();
      return contents.isDestroyed() ? [] : [contents.mainFrame];
    },
    origin: runningOrigin,
  };
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
    signIn: openSignIns(desktop, () => homes.rail().scheme).signIn,
  });
  quit.onQuit('the bridge', closeDoor);
  return () => ({ isWindowFocused: main.isLookedAt() && homes.isOwnShown(), shownRoomId, shownThreadId });
}
