// The desktop around the app, as far as D-Bus goes: a place for notifications and one for tray icons. Both are real: what the
// app sends is what it would send to the owner's desktop, and a click is answered the way that desktop answers.
import { setTimeout as sleep } from 'node:timers/promises';
import dbus, { Message, Variant, type MessageBus } from 'dbus-next';

const NOTIFICATIONS = 'org.freedesktop.Notifications';
const NOTIFICATIONS_PATH = '/org/freedesktop/Notifications';
const WATCHER = 'org.kde.StatusNotifierWatcher';
const WATCHER_PATH = '/StatusNotifierWatcher';
const ITEM = 'org.kde.StatusNotifierItem';
const ITEM_PATH = '/StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';
const PROPERTIES = 'org.freedesktop.DBus.Properties';
/** NotificationClosed: by a call to CloseNotification. */
const CLOSED_BY_CALL = 3;
const PATIENCE_MS = 10_000;

/** One after the other, also when the list starts empty again. */
let lastNotificationId = 0;

export interface ShownNotification {
  id: number;
  summary: string;
  body: string;
  isOpen: boolean;
}

export interface TrayEntry {
  id: number;
  label: string;
  isEnabled: boolean;
}

export interface TrayItem {
  tooltip(): Promise<string>;
  /** The icon's bytes, to compare. */
  icon(): Promise<string>;
  menu(): Promise<TrayEntry[]>;
  choose(label: string): Promise<void>;
  click(): Promise<void>;
}

export interface DesktopBus {
  /** Every notification so far, also those that were closed. */
  readonly notifications: readonly ShownNotification[];
  notification(matches: (shown: ShownNotification) => boolean): Promise<ShownNotification>;
  clickNotification(id: number): void;
  /** The owner closes every notification, and the list starts empty. */
  dismissAll(): void;
  /** The app's tray icon, when it is there. */
  tray(): Promise<TrayItem>;
  close(): void;
}

/** `withTray: false`: a desktop that has no place for tray icons. */
export async function openDesktopBus({ withTray = true }: { withTray?: boolean } = {}): Promise<DesktopBus> {
  const bus = dbus.sessionBus();
  const notifications: ShownNotification[] = [];
  const trayItems: string[] = [];
  bus.addMethodHandler((call: Message) => {
    const answer = answerCall(bus, call, notifications, trayItems);
    if (answer) bus.send(answer);
    return answer !== null;
  });
  for (const name of withTray ? [NOTIFICATIONS, WATCHER] : [NOTIFICATIONS]) await bus.requestName(name, 0);

  return {
    notifications,
    async notification(matches) {
      await until(
        () => notifications.some(matches),
        () => `No such notification. There are: ${JSON.stringify(notifications)}`,
      );
      return notifications.find(matches)!;
    },
    clickNotification(id) {
      bus.send(Message.newSignal(NOTIFICATIONS_PATH, NOTIFICATIONS, 'ActionInvoked', 'us', [id, 'default']));
      closeNotification(bus, notifications, id);
    },
    async tray() {
      await until(
        () => trayItems.length > 0,
        () => 'No tray icon was registered.',
      );
      return trayItem(bus, trayItems.at(-1)!);
    },
    dismissAll() {
      for (const { id, isOpen } of notifications) if (isOpen) closeNotification(bus, notifications, id);
      notifications.length = 0;
    },
    close: () => bus.disconnect(),
  };
}

function answerCall(bus: MessageBus, call: Message, notifications: ShownNotification[], trayItems: string[]): Message | null {
  const reply = (signature = '', body: unknown[] = []): Message => Message.newMethodReturn(call, signature, body);
  switch (`${call.interface}.${call.member}`) {
    case `${NOTIFICATIONS}.GetCapabilities`:
      return reply('as', [['actions', 'body', 'body-markup']]);
    case `${NOTIFICATIONS}.GetServerInformation`:
      return reply('ssss', ['a test', 'Lanai', '1', '1.2']);
    case `${NOTIFICATIONS}.Notify`: {
      const [, , , summary, body] = call.body as [string, number, string, string, string];
      lastNotificationId += 1;
      notifications.push({ id: lastNotificationId, summary, body, isOpen: true });
      return reply('u', [lastNotificationId]);
    }
    case `${NOTIFICATIONS}.CloseNotification`:
      closeNotification(bus, notifications, Number(call.body[0]));
      return reply();
    case `${WATCHER}.RegisterStatusNotifierItem`:
      trayItems.push(String(call.body[0]));
      return reply();
    case `${PROPERTIES}.Get`:
      return call.path === WATCHER_PATH ? reply('v', [watcherProperty(String(call.body[1]))]) : null;
    default:
      return null;
  }
}

function watcherProperty(name: string): Variant {
  if (name === 'IsStatusNotifierHostRegistered') return new Variant('b', true);
  return name === 'ProtocolVersion' ? new Variant('i', 0) : new Variant('as', []);
}

function closeNotification(bus: MessageBus, notifications: ShownNotification[], id: number): void {
  const shown = notifications.find((each) => each.id === id);
  if (!shown) return;
  shown.isOpen = false;
  bus.send(Message.newSignal(NOTIFICATIONS_PATH, NOTIFICATIONS, 'NotificationClosed', 'uu', [id, CLOSED_BY_CALL]));
}

type MenuNode = [id: number, properties: Record<string, Variant>, children: Variant<MenuNode>[]];

function trayItem(bus: MessageBus, destination: string): TrayItem {
  async function call(path: string, iface: string, member: string, signature: string, body: unknown[]): Promise<unknown[]> {
    const answer = await bus.call(new Message({ destination, path, interface: iface, member, signature, body }));
    return answer?.body ?? [];
  }
  async function property(name: string): Promise<unknown> {
    const [variant] = (await call(ITEM_PATH, PROPERTIES, 'Get', 'ss', [ITEM, name])) as [Variant];
    return variant.value;
  }
  async function menu(): Promise<TrayEntry[]> {
    const path = String(await property('Menu'));
    const [, root] = (await call(path, MENU, 'GetLayout', 'iias', [0, -1, []])) as [number, MenuNode];
    return root[2].map(({ value: [id, properties] }) => ({
      id,
      label: String(properties['label']?.value ?? '').replaceAll('_', ''),
      isEnabled: properties['enabled']?.value !== false,
    }));
  }
  return {
    menu,
    tooltip: async () => String(((await property('ToolTip')) as unknown[])[2]),
    icon: async () => JSON.stringify(await property('IconPixmap')),
    async choose(label) {
      const entry = (await menu()).find((each) => each.label === label);
      if (!entry) throw new Error(`The tray's menu has no "${label}".`);
      await call(String(await property('Menu')), MENU, 'Event', 'isvu', [entry.id, 'clicked', new Variant('s', ''), 0]);
    },
    click: async () => void (await call(ITEM_PATH, ITEM, 'Activate', 'ii', [0, 0])),
  };
}

async function until(isSo: () => boolean, explain: () => string): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS;
  while (!isSo()) {
    if (Date.now() > deadline) throw new Error(explain());
    await sleep(20);
  }
}
