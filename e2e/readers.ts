// A room in which an agent writes, and a person reads on a screen and another on a phone.
import { expect, type Browser, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { atRest } from './at-rest.ts';
import { command, composer, enterAsFriend, enterAsOwner, readEverything, startHome, type TestHome, type Visitor } from './home.ts';
import { PHONE } from './phone.ts';

export interface Readers {
  home: TestHome;
  maya: Visitor;
  /** On a phone. */
  sarah: Visitor;
  ada: TestAgent;
  room: Room;
  pages: readonly Page[];
  /** Errors, and requests to other places than the home. */
  complaints: string[];
  /** Ada writes. */
  write(content: string): Promise<Record<string, unknown>>;
  close(): Promise<void>;
}

export async function startReading(browser: Browser): Promise<Readers> {
  const home = await startHome();
  const maya = await enterAsOwner(browser, home, { permissions: ['clipboard-read', 'clipboard-write'] });
  const ada = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Ada');
  const room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await ada.request('join_room', { room_id: room.id });
  const sarah = await enterAsFriend(browser, maya.page, home, 'Sarah', PHONE);
  await readEverything(sarah.page);
  const pages = [maya.page, sarah.page];
  const complaints: string[] = [];
  const { origin } = new URL(home.ready.url);
  for (const page of pages) {
    page.on('request', (request) => {
      const url = request.url();
      if (!/^(?:data|blob):/.test(url) && !url.startsWith(origin)) complaints.push(url);
    });
    page.on('pageerror', (error) => complaints.push(`an error: ${error.message}`));
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
  }
  return {
    ...{ home, maya, sarah, ada, room, pages, complaints },
    write: (content) => ada.request('send_message', { room_id: room.id, content }),
    async close() {
      ada.close();
      await sarah.context.close();
      await maya.context.close();
      await home.close();
    },
  };
}

export const list = (page: Page): Locator => page.getByRole('log', { name: 'Messages' });

/** In px, once nothing moves any more. */
export async function fromEnd(page: Page): Promise<number> {
  await atRest(list(page));
  return list(page).evaluate((element) => element.scrollHeight - element.clientHeight - element.scrollTop);
}

/** Scrolls to the newest message. Rows that are measured on the way make the list longer, so once may not be enough. */
export async function toEnd(page: Page): Promise<void> {
  await expect(async () => {
    await list(page).evaluate((element) => (element.scrollTop = element.scrollHeight));
    expect(await fromEnd(page)).toBeLessThanOrEqual(1);
  }).toPass();
}
