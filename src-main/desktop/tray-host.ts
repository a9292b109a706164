// Whether this desktop shows tray icons. Electron does not say. Without a tray, closing the window would leave an invisible
// program.
import { execFile } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const ANSWER_LIMIT_MS = 2_000;
/** At login the panel that shows tray icons may start after the app. */
const LOGIN_TRIES = 10;
const LOGIN_PAUSE_MS = 500;
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

/** As `hasTrayHost`, but waits a few seconds for one. */
export async function waitForTrayHost(platform: NodeJS.Platform): Promise<boolean> {
  for (let tries = 1; tries < LOGIN_TRIES; tries += 1) {
    if (await hasTrayHost(platform)) return true;
    await sleep(LOGIN_PAUSE_MS);
  }
  return hasTrayHost(platform);
}
