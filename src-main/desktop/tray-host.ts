// Whether this desktop shows tray icons. Electron does not say. Without a tray, closing the window would leave an invisible
// program.
import { execFile } from 'node:child_process';

const ANSWER_LIMIT_MS = 2_000;
const WATCHER = 'org.kde.StatusNotifierWatcher';

/** Windows and macOS always do. On Linux the session bus knows, and is asked with its own command-line tool. */
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
