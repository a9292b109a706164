// Electron's own objects behind the seams that the features name, so that those can be tested without it.
import { createHash } from 'node:crypto';
import path from 'node:path';
import {
  app,
  clipboard,
  dialog,
  Menu,
  nativeImage,
  Notification,
  powerSaveBlocker,
  safeStorage,
  session,
  shell,
  Tray,
  utilityProcess,
  type BrowserWindow,
  type NativeImage,
  type Session,
  type WebContents,
} from 'electron';
import type { MenuItemConstructorOptions } from 'electron';
import { createAutostart } from './autostart.ts';
import { createCommandInstall, type CommandInstall } from './command-install.ts';
import { contextMenuTemplate } from './context-menu.ts';
import { drop } from './drop.ts';
import { keychainSecret } from './keychain-secret.ts';
import { nodeGateway, utilityGateway, type SpawnGateway } from './gateway-process.ts';
import type { NativeNotification } from '../../src-shared/notify/notifications.ts';
import type { NotificationText } from '../../src-shared/notify/texts.ts';
import { createKeepAwake, type KeepAwake } from './keep-awake.ts';
import { systemLoginItem, type LoginItem, type Start } from './login-item.ts';
import { loginArguments, USUAL_DATA_FOLDER, type DesktopOptions } from './options.ts';
import { PARTITION_PREFIX } from './homes/home-list.ts';
import { homeIdAt } from './homes/identity.ts';
import type { Confirmation } from './homes/questions.ts';
import type { Keychain } from './room-keys.ts';
import { createOutsideLinks } from './outside-links.ts';

/** Beside the programs in dist/, in the checkout as in the package. */
const RESOURCES = path.join(__dirname, '../../resources');
const GATEWAY_ENTRY = path.join(__dirname, '../gateway/main.cjs');
const COMMAND_PROGRAM = path.join(__dirname, '../cli/lanai.cjs');
export const LOCAL_PAGE_FOLDER = path.join(RESOURCES, 'local-page');
export const TERMINAL_FILES = { script: path.join(__dirname, 'terminal.js'), style: path.join(__dirname, 'terminal.css') };
export const SHELL_FILES = { script: path.join(__dirname, 'shell.js'), style: path.join(RESOURCES, 'shell/shell.css') };

/** By which the system files its notifications and its icon: the same as in electron-builder.yml and its .desktop file. */
const APP_ID = 'net.lanai.desktop';
const DESKTOP_FILE = 'lanai.desktop';
/** Enough to tell the homes of one account apart. */
const HOME_NAME_CHARS = 8;

export function nameTheApp(): void {
  app.setName('Lanai');
  app.setAppUserModelId(APP_ID);
  if (process.platform === 'linux') app.setDesktopName(DESKTOP_FILE);
}

export function windowFiles(): { preload: string; icon: string; stateFile: string } {
  return {
    preload: path.join(__dirname, 'preload.cjs'),
    icon: path.join(RESOURCES, 'icons/256x256.png'),
    stateFile: path.join(app.getPath('userData'), 'window.json'),
  };
}

export function deviceFile(): string {
  return path.join(app.getPath('userData'), 'device.json');
}

export function homesFile(): string {
  return path.join(app.getPath('userData'), 'homes.json');
}

export function partitionFolder(): string {
  return path.join(app.getPath('userData'), 'Partitions');
}

export function runningFile(): string {
  return path.join(app.getPath('userData'), 'running.json');
}

export function roomKeyFile(): string {
  return path.join(app.getPath('userData'), 'room-keys');
}

/** Electron's synchronous calls: the versions without the others are still met. */
export function keychain(): Keychain {
  return {
    isSafe: () => safeStorage.isEncryptionAvailable() && (process.platform !== 'linux' || hasKeyring()),
    encrypt: (text) => safeStorage.encryptString(text),
    decrypt: (bytes) => safeStorage.decryptString(bytes),
  };
}

/** Without a keyring Linux "encrypts" with a key that is in every copy of Chromium; before it is ready it says "unknown". */
function hasKeyring(): boolean {
  return !['basic_text', 'unknown'].includes(safeStorage.getSelectedStorageBackend());
}

/** A checkout runs the command with its own Node, a packaged app with the Node of the PATH. */
export function commandInstall({ gatewayNode, dataDir }: DesktopOptions): CommandInstall {
  return createCommandInstall({
    program: COMMAND_PROGRAM,
    isPacked: app.getAppPath().endsWith('.asar'),
    node: gatewayNode ?? 'node',
    dataDir,
    platform: process.platform,
    userHome: app.getPath('home'),
    environment: process.env,
  });
}

export function loginItem(options: DesktopOptions): LoginItem {
  const { platform, env: environment } = process;
  const userHome = app.getPath('home');
  const isUsual = options.dataDir === path.join(userHome, USUAL_DATA_FOLDER);
  // Each home has its own entry.
  const home = isUsual ? null : createHash('sha256').update(options.dataDir).digest('hex').slice(0, HOME_NAME_CHARS);
  const start = startOf(loginArguments(options));
  return platform === 'linux'
    ? createAutostart({ start, home, userHome, environment })
    : systemLoginItem({ app, platform, start, home, isPackaged: app.isPackaged });
}

/** How this program is started again. */
function startOf(args: readonly string[]): Start {
  const { APPIMAGE: image, APPDIR: mounted } = process.env;
  // An AppImage is mounted elsewhere at each start. The variables may also come from another AppImage that started this program.
  if (image && mounted && process.execPath.startsWith(mounted + path.sep)) return { program: image, args };
  // From a checkout, Electron's own program runs a folder.
  return { program: process.execPath, args: process.defaultApp ? [app.getAppPath(), ...args] : args };
}

/** macOS gives no arguments; it says how the app was opened. */
export function isOpenedAtLogin({ startsHidden }: DesktopOptions): boolean {
  return startsHidden || (process.platform === 'darwin' && app.getLoginItemSettings().wasOpenedAtLogin);
}

export function keepAwake(): KeepAwake {
  return createKeepAwake(powerSaveBlocker);
}

export function gatewayParts({ gatewayNode }: DesktopOptions): { spawn: SpawnGateway; keychainSecret: string | null } {
  return {
    spawn: gatewayNode === null ? utilityGateway(utilityProcess, GATEWAY_ENTRY) : nodeGateway(gatewayNode, GATEWAY_ENTRY),
    keychainSecret: keychainSecret(path.join(app.getPath('userData'), 'keychain-secret'), keychain()),
  };
}

export function createNotification({ title, body }: NotificationText): NativeNotification {
  // The sound, where one is wanted, is our own.
  return new Notification({ title, body, silent: true, icon: path.join(RESOURCES, 'icons/128x128.png') });
}

/** macOS draws the menu bar's icons itself, from their shape alone. */
export function trayParts() {
  const suffix = process.platform === 'darwin' ? 'Template.png' : '.png';
  const image = (name: string): NativeImage => nativeImage.createFromPath(path.join(RESOURCES, 'tray', name + suffix));
  return {
    create: (icon: NativeImage): Tray => new Tray(icon),
    images: { calm: image('tray'), unread: image('tray-unread') },
    buildMenu: (template: MenuItemConstructorOptions[]): Menu => Menu.buildFromTemplate(template),
  };
}

export function setApplicationMenu(template: MenuItemConstructorOptions[]): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
}

export function openContextMenuIn(window: BrowserWindow, contents: WebContents): void {
  contents.on('context-menu', (_event, clicked) => popUpIn(window, contextMenuTemplate(clicked, copyText)));
}

export function popUpIn(window: BrowserWindow, template: MenuItemConstructorOptions[]): void {
  if (template.length > 0) Menu.buildFromTemplate(template).popup({ window });
}

/** The data of another home are in a separate folder; its page shares nothing with any other. */
export function sessionOfHome(id: string): Session {
  return session.fromPartition(`persist:${PARTITION_PREFIX}${id}`);
}

/** Electron 45 answers with a promise, older ones at once. */
export function copyText(text: string): void {
  drop(Promise.resolve(clipboard.writeText(text)), 'nothing depends on it');
}

export function openOutsideFrom(window: () => BrowserWindow | null): (address: URL) => Promise<boolean | null> {
  return createOutsideLinks({
    open: (address) => shell.openExternal(address),
    ask: (question) => confirmIn(window(), question),
  });
}

/** In memory, and shared with no other page. */
export function terminalSession(): Session {
  return session.fromPartition('terminal');
}

export function terminalPreload(): string {
  return path.join(__dirname, 'terminal-preload.cjs');
}

/** In memory, and without the walls of a home that is not one yet. */
export function homeIdAtNewAddress(origin: string): Promise<string | null> {
  const stranger = session.fromPartition('stranger');
  return homeIdAt(origin, (address, how) => stranger.fetch(address, how));
}

export async function sayIn(parent: BrowserWindow, { message, detail }: Omit<Confirmation, 'confirm'>): Promise<void> {
  await dialog.showMessageBox(parent, { type: 'info', message, detail, buttons: ['OK'], noLink: true });
}

export async function confirmIn(parent: BrowserWindow | null, { message, detail, confirm }: Confirmation): Promise<boolean> {
  const question = {
    type: 'question' as const,
    message,
    detail,
    buttons: [confirm, 'Cancel'],
    defaultId: 1,
    cancelId: 1,
    noLink: true,
  };
  const { response } = await (parent ? dialog.showMessageBox(parent, question) : dialog.showMessageBox(question));
  return response === 0;
}

/** Only ever the home's own folder, which the page does not name. */
export async function openFolder(folder: string): Promise<void> {
  const problem = await shell.openPath(folder);
  if (problem !== '') throw new Error(`The folder could not be opened: ${problem}`);
}

export function setBadge(count: number): void {
  app.setBadgeCount(count);
}
