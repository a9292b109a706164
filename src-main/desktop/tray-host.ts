// Whether this desktop shows tray icons. Electron does not say. Without a tray, closing the window would leave an invisible
// program.
import { execFile } from 'node:child_process';

const ANSWER_LIMIT_MS = 2_000;
const WATCHER = 'org.kde.StatusNotifierWatcher';

/** Windows and macOS always do. On Linux it is asked of the session bus, by the tool that comes with it. */
export function hasTrayHost(platform: NodeJS.Platform): Promise<boolean> {
  if (platform !== 'linux') return Promise.resolve(true);
  const question = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${WATCHER}`,
  ];
  return new Promise((resolve) => {
    execFile('dbus-send', question, { timeout: ANSWER_LIMIT_MS }, (error, answer) =>
      resolve(error === null && /boolean true/.test(answer)),
    );
  });
}
