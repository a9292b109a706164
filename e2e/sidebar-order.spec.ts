// The order that a user gives to favourites and sections, with a mouse and with the keyboard.
import { expect, test, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { command, composer, sidebarRow } from './home.ts';
import { twoPeople } from './two-people.ts';

const { home, maya } = twoPeople();

const nav = (page: Page) => page.getByRole('navigation', { name: 'Rooms, agents and people' });
const list = (page: Page, name: string) => nav(page).getByRole('group', { name, exact: true });

test('rooms and sections are dragged with a mouse, and moved with the keyboard, on all devices', async () => {
  const { page } = maya;
  await page.goto(`${home.ready.url}/#/room/lobby`);
  const device = await maya.context.newPage();
  await device.goto(`${home.ready.url}/#/room/lobby`);
  await expect(composer(device, 'lobby')).toBeVisible();
  const ids: string[] = [];
  for (const name of ['order a', 'order b', 'order c'])
    ids.push((await command<Room>(page, 'create_room', { name, add_everyone: false })).id);
  for (const room_id of ids) await command(page, 'set_room_section', { room_id, section_id: 'favourites' });
  const names = (of: Page, title: string) =>
    list(of, title)
      .getByRole('link')
      .evaluateAll((links) => links.map((link) => link.textContent.replace(/,.*/, '')));
  const inOrder = async (title: string, ...wanted: string[]): Promise<void> => {
    for (const of of [page, device]) await expect.poll(() => names(of, title)).toEqual(wanted);
  };
  await inOrder('Favourites', 'order a', 'order b', 'order c');
  const row = (name: string) => sidebarRow(page, name).getByRole('link');
  // A drag that begins before the part that takes it is fetched ends nowhere.
  await expect(async () => {
    await row('order c').dragTo(row('order a'), { targetPosition: { x: 40, y: 3 } });
    await expect.poll(() => names(page, 'Favourites'), { timeout: 2_000 }).toEqual(['order c', 'order a', 'order b']);
  }).toPass();
  await inOrder('Favourites', 'order c', 'order a', 'order b');

  await row('order c').focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: 'Move down' }).press('Enter');
  await inOrder('Favourites', 'order a', 'order c', 'order b');
  await row('order a').click({ button: 'right' });
  await expect(page.getByRole('menuitem', { name: 'Move up' })).toHaveCount(0);
  await page.keyboard.press('Escape');

  for (const name of ['Early', 'Late']) await command(page, 'create_section', { name });
  await row('order b').dragTo(page.getByRole('button', { name: 'Early', exact: true }));
  await inOrder('Early', 'order b');
  await page.getByRole('button', { name: 'Late', exact: true }).dragTo(page.getByRole('button', { name: 'Early', exact: true }), {
    targetPosition: { x: 20, y: 2 },
  });
  const sections = (of: Page) => nav(of).getByRole('heading', { name: /^(?:Early|Late)$/ });
  for (const of of [page, device]) await expect(sections(of)).toHaveText(['Late', 'Early']);
  await row('order b').dragTo(row('lobby'));
  await expect(list(page, 'Rooms').getByRole('link', { name: 'order b' })).toBeVisible();
  const { sections: made } = await command<{ sections: { id: string }[] }>(page, 'set_sidebar', {});
  for (const { id } of made) await command(page, 'delete_section', { section_id: id });
  for (const room_id of ids) await command(page, 'delete_room', { room_id });
  await device.close();
});
