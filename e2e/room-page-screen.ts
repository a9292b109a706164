// The page of a room, read and edited. Not in the room of the talk: a page leaves a line in the timeline.
import { expect, type Locator } from '@playwright/test';
import type { RoomPage } from '../src-shared/room-pages.ts';
import { command } from './home.ts';
import { ROOM_PAGE } from './scene.ts';
import type { Place, Screen } from './screens.ts';
import { fixedId } from './steady.ts';

const ROOM_ID = fixedId('garden');

export const ROOM_PAGE_SCREENS: readonly Screen[] = [
  { name: 'page', open: openPage },
  {
    name: 'page-conflict',
    async open(place) {
      const { say } = place;
      const panel = await openPage(place);
      await panel.getByRole('button', { name: say('Edit') }).click();
      await panel.getByRole('textbox').fill(ROOM_PAGE.slice(0, ROOM_PAGE.indexOf('\n| South')));
      await write(place, ROOM_PAGE.replace('Baskets', 'Gloves'));
      await expect(panel.getByRole('alert')).toBeVisible();
      await panel.getByRole('button', { name: say('Show changes') }).click();
      await expect(panel.getByText('-| South')).toBeVisible();
      return panel;
    },
    /** The text that was not saved is forgotten. */
    async end({ page, home, scene }) {
      await page.goto(`${home.ready.url}/#/room/${fixedId(scene.room.name)}`);
      await expect(page.getByRole('log')).toBeVisible();
      await page.evaluate(() =>
        Object.keys(localStorage)
          .filter((key) => key.endsWith('.page'))
          .forEach((key) => localStorage.removeItem(key)),
      );
    },
  },
];

async function openPage(place: Place): Promise<Locator> {
  const { page, home, say } = place;
  await write(place, ROOM_PAGE);
  await page.goto(`${home.ready.url}/#/room/${ROOM_ID}`);
  await page.getByRole('tab', { name: say('Page') }).click();
  const panel = page.getByRole('complementary', { name: say('Members and details') });
  await expect(panel.getByRole('table')).toBeVisible();
  return panel;
}

/** Whatever is there. */
async function write({ page }: Place, content: string): Promise<void> {
  const { page: before } = await command<{ page: RoomPage | null }>(page, 'get_room_page', { room_id: ROOM_ID });
  await command(page, 'set_room_page', { room_id: ROOM_ID, content, expected_version: before?.version ?? 0 });
}
