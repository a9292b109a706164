// lanai:// links from the system: they only navigate.
import type { App } from 'electron';
import { LINK_SCHEME, parseDeepLink, type Place } from '../../src-shared/deep-link.ts';

/** The place a command line names, as Linux and Windows hand links over; null when it names none. */
export function placeInArguments(args: readonly string[]): Place | null {
  const link = args.find((argument) => argument.startsWith(`${LINK_SCHEME}://`));
  return link === undefined ? null : parseDeepLink(link);
}

export function handleDeepLinks(app: App, platform: NodeJS.Platform, go: (place: Place) => void): void {
  // A link follows `--`, so that it is never read as an option. On Linux the package's .desktop file registers lanai:// links;
  // nothing is registered from here.
  if (app.isPackaged && platform !== 'linux') app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, ['--']);
  app.on('open-url', (event, link) => {
    event.preventDefault();
    const place = parseDeepLink(link);
    if (place) go(place);
  });
}
