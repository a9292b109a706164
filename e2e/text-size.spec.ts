// A browser whose letters are twice as large, as its settings have it.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { command, composer, sidebarRow } from './home.ts';
import { expectNoSideways } from './phone.ts';
import { twoPeople } from './two-people.ts';

const { home, maya } = twoPeople();
let room: Room;

test.beforeAll(async () => {
  room = await command<Room>(maya.page, 'create_room', { name: 'launch-plan', public: true });
  await command(maya.page, 'update_room', { room_id: room.id, topic: 'Ship on Friday, whatever the weather' });
});

/** The letters that the browser's settings ask for, at which media queries in rem look too. */
async function doubleLetters(page: Page): Promise<void> {
  const settings = await page.context().newCDPSession(page);
  await settings.send('Page.setFontSizes', { fontSizes: { standard: 32, fixed: 26 } });
}

/** The part of a text that is in sight. */
const shownPart = (page: Page, selector: string): Promise<number> =>
  page.locator(selector).evaluate((element) => element.clientWidth / element.scrollWidth);

for (const width of [1440, 1024, 390])
  test(`the name of the room, the sidebar and the tabs stay readable with letters of 32 px, ${width} px`, async () => {
    const { page } = maya;
    await doubleLetters(page);
    await page.setViewportSize({ width, height: 900 });
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'launch-plan')).toBeVisible();
    expect(await page.evaluate(() => getComputedStyle(document.documentElement).fontSize)).toBe('32px');
    expect(await shownPart(page, '[data-room-title]')).toBeGreaterThan(width === 390 ? 0.7 : 0.99);
    await expectNoSideways(page, `the room, ${width} px`);
    const open = page.getByRole('button', { name: 'Show members and details' });
    if (await open.isVisible()) await open.click();
    for (const name of ['Members', 'Tasks', 'Files', 'Pins', 'Page', 'About']) {
      await page.getByRole('tab', { name }).click();
      await expect(page.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
      await expect(page.getByRole('tab', { name })).toBeInViewport({ ratio: 0.95 });
    }
    await expectAccessible(page);
    await expectNoSideways(page, `the panel, ${width} px`);
    await page.keyboard.press('Escape');
    const back = page.getByRole('button', { name: 'All rooms' });
    if (await back.isVisible()) await back.click();
    const name = sidebarRow(page, 'launch-plan').getByText('launch-plan', { exact: true });
    expect(await name.evaluate((element) => element.clientWidth / element.scrollWidth)).toBe(1);
    await expectNoSideways(page, `the sidebar, ${width} px`);
  });
