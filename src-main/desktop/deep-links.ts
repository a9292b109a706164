// lanai:// links from the system: they only navigate, and an invite to another home is asked about first.
import type { App } from 'electron';
import { LINK_SCHEME, parseDeepLink, type Place } from '../../src-shared/deep-link.ts';
import { parseJoinLink } from '../../src-shared/invite-link.ts';

/** Where a link leads: to a place in the own home, or to another home by an invite's link. */
export type LinkTarget = { place: Place } | { invite: string };

/** The target that a command line names, as Linux and Windows hand links over; null when it names none. */
export function targetInArguments(args: readonly string[]): LinkTarget | null {
  const link = args.find((argument) => argument.startsWith(`${LINK_SCHEME}://`));
  return link === undefined ? null : targetOf(link);
}

export function handleDeepLinks(app: App, platform: NodeJS.Platform, go: (target: LinkTarget) => void): void {
  // A link follows `--`, so that it is never read as an option. On Linux the package's .desktop file registers lanai:// links;
  // nothing is registered from here.
  if (app.isPackaged && platform !== 'linux') app.setAsDefaultProtocolClient(LINK_SCHEME, process.execPath, ['--']);
  app.on('open-url', (event, link) => {
    event.preventDefault();
    const target = targetOf(link);
    if (target) go(target);
  });
}

function targetOf(link: string): LinkTarget | null {
  const invite = parseJoinLink(link);
  if (invite !== null) return { invite };
  const place = parseDeepLink(link);
  return place && { place };
}
