// npm run dev [-- --browser]: the app while one works on it. The renderer changes in place, the gateway and the desktop are built and
// started again. Its home is .lanai-dev in the checkout (or LANAI_HOME), on its own ports, beside the one that is lived in.
import { findElectron } from './electron-runtime.mjs';
import { runInForeground } from './lib/foreground.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { main } from './lib/main.mjs';
import { at, projectNode, say } from './lib/project.mjs';

await main(async () => {
  await ensureInstalled();
  const env = {
    ...process.env,
    LANAI_HOME: process.env.LANAI_HOME ?? at('.lanai-dev'),
    LANAI_DEV_ELECTRON: await electronFor(process.argv.slice(2)),
  };
  // A separate file, because it imports what may only just have been installed, and needs Node 24.
  const { code } = await runInForeground(projectNode(), [at('scripts/dev/run.mjs')], { env });
  process.exitCode = code;
});

/** The program of the desktop, or nothing: then the app is to be opened in a browser. */
async function electronFor(args) {
  if (args.includes('--browser')) return '';
  if (process.platform === 'win32') return whyBrowser('On Windows a script cannot stand in for Node');
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return whyBrowser('There is no display');
  const found = await findElectron();
  return 'electron' in found ? found.electron.executable : whyBrowser(found.reason);
}

function whyBrowser(reason) {
  say(`${reason}: no window; open the app in a browser.`);
  return '';
}
