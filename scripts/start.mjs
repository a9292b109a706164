// npm start: installs and builds what is missing, then opens the desktop; where that cannot be, serves the app for a browser.
import { spawn } from 'node:child_process';
import { findElectron } from './electron-runtime.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { runInForeground } from './lib/foreground.mjs';
import { serve } from './lib/gateway.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { ROOT, say } from './lib/project.mjs';

/** An Electron that is killed by its own checks this soon never showed a window. */
const DEAD_ON_ARRIVAL_MS = 10_000;

await main(async () => {
  await ensureInstalled();
  await ensureBuilt();
  const obstacle = hasDisplay() ? await openDesktop() : 'There is no display';
  if (obstacle === null) return;
  say(`${obstacle[0].toUpperCase()}${obstacle.slice(1)}: serving without a window. Ctrl+C stops it.`);
  process.exitCode = await serve(process.argv.slice(2), { onReady: showOwnerLink });
});

/** Returns when the desktop was closed, or why it could not be opened. */
async function openDesktop() {
  const found = await findElectron();
  if ('reason' in found) return found.reason;
  say('Opening Lanai …');
  const { code, signal, durationMs } = await runInForeground(found.electron.executable, [
    ROOT,
    ...sandboxFlags(),
    ...process.argv.slice(2),
  ]);
  if (code === 127) return 'Electron cannot run here, because a system library that it needs is missing';
  if (['SIGTRAP', 'SIGABRT', 'SIGSEGV'].includes(signal) && durationMs < DEAD_ON_ARRIVAL_MS)
    return `Electron cannot run here (${signal}; its message is above)`;
  process.exitCode = code;
  return null;
}

/** Chromium's sandbox stays on wherever it can run. */
function sandboxFlags() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return [];
  say('You are root, and Chromium has no sandbox for root: Lanai runs without it. Better start it as a normal user.');
  return ['--no-sandbox'];
}

function hasDisplay() {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

function showOwnerLink({ ownerUrl }) {
  process.stdout.write(`Your home is open. This link lets its owner in, once:\n${ownerUrl}\n`);
  if (hasDisplay()) openInBrowser(ownerUrl);
}

/** Best effort: the link was printed as well. */
function openInBrowser(url) {
  const openers = { darwin: ['open', [url]], win32: ['explorer.exe', [url]] };
  const [command, args] = openers[process.platform] ?? ['xdg-open', [url]];
  const opener = spawn(command, args, { stdio: 'ignore', detached: true });
  opener.once('error', () => say('No browser could be opened; use the link.'));
  opener.unref();
}
