// The desktop's table of contents: what must be said before Electron is ready, and then the desktop opens (desktop.ts).
import { app, protocol } from 'electron';
import { handleDeepLinks, targetInArguments, type LinkTarget } from './deep-links.ts';
import { openDesktop } from './desktop.ts';
import { nameTheApp } from './native.ts';
import { registerLocalScheme } from './offline-page.ts';
import { isHiddenStart, readOptions } from './options.ts';
import { useProfileOf } from './profile.ts';
import { isOnlyInstance } from './single-instance.ts';

async function main(): Promise<void> {
  // Only this account may read the files that it writes.
  process.umask(0o077);
  const options = readOptions({
    args: process.argv.slice(1),
    environment: process.env,
    userHome: app.getPath('home'),
    appPath: app.getAppPath(),
  });
  nameTheApp();
  useProfileOf(app, options.dataDir);
  // Every process that shows web content is sandboxed, whatever its window says. Root cannot have Chromium's sandbox, and says so
  // with --no-sandbox; this call would take that back, and nothing would start.
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
  registerLocalScheme(protocol);

  // Until there is a window, a link or a second start waits.
  let first = targetInArguments(process.argv);
  let isCalled = first !== null;
  let go = (target: LinkTarget | null): void => {
    isCalled = true;
    first = target ?? first;
  };
  handleDeepLinks(app, process.platform, (target) => go(target));
  if (!isOnlyInstance(app, (args) => isHiddenStart(args) || go(targetInArguments(args)))) return app.exit(0);

  await app.whenReady();
  go = await openDesktop(options);
  if (isCalled) go(first);
}

main().catch((error: unknown) => {
  console.error('Lanai could not open:', error);
  app.exit(1);
});
