// Scenes for the commands about a person's own sessions, for the tests of every command.
import type { SESSION_COMMANDS } from '../../../src-shared/commands/sessions.ts';
import type { Browser } from './browser.ts';
import type { TestHome } from './home.ts';
import type { Watcher } from './watcher.ts';
import { WATCH } from './watch-payload.ts';

type Scene = (cast: { owner: Watcher }) => Promise<unknown>;

export function sessionScenes(home: () => TestHome): Record<keyof typeof SESSION_COMMANDS, Scene> {
  return {
    list_sessions: ({ owner }) => owner.do('list_sessions', {}),
    add_device: ({ owner }) => owner.do('add_device', {}),
    async end_session({ owner }) {
      const { session } = await secondBrowser(home());
      await owner.do('end_session', { session_id: session?.id ?? '' });
    },
    async end_other_sessions({ owner }) {
      await secondBrowser(home());
      await owner.do('end_other_sessions', {});
    },
  };
}

/** Another browser in which the owner is signed in, with its app open. */
async function secondBrowser(home: TestHome): Promise<Browser> {
  const browser = home.browser();
  await browser.enter(home.gateway.issueOwnerToken());
  const socket = await home.socketOf(browser);
  await socket.request('watch', WATCH);
  return browser;
}
