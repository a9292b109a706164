// A sealed room with the name "vault": made by the owner, and opened by a friend in a browser.
import { expect, type Browser, type Page } from '@playwright/test';
import { command, composer, sidebarRow, visit, type Visitor } from './home.ts';

export const keyField = (page: Page) => page.getByLabel('Key', { exact: true });

export async function enterKey(page: Page, key: string): Promise<void> {
  await keyField(page).fill(key);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
}

/** Makes a sealed room in the app; returns its key and id. */
export async function makeVault(page: Page): Promise<{ key: string; room_id: string }> {
  await page.getByRole('navigation', { name: 'Rooms, agents and people' }).getByRole('button', { name: 'Make a room' }).click();
  const dialog = page.getByRole('dialog', { name: 'New room' });
  await dialog.getByLabel('Name', { exact: true }).fill('vault');
  await dialog.getByRole('checkbox', { name: /^Sealed/ }).check();
  const key = (await dialog.locator('code').textContent()) ?? '';
  expect(key).toMatch(/^[0-9a-f]{64}$/);
  await dialog.getByRole('button', { name: 'Make room' }).click();
  await expect(dialog.getByText(/shown only once/)).toBeVisible();
  await dialog.getByRole('checkbox', { name: 'I have saved it' }).check();
  await dialog.getByRole('button', { name: 'Make room' }).click();
  await expect(composer(page, 'vault')).toBeVisible();
  return { key, room_id: /room\/([^/?]+)/.exec(page.url())?.[1] ?? '' };
}

/** Sarah, in the room and without its key. Each room has another. */
export async function comeIn(browser: Browser, maya: Page, room_id: string): Promise<Visitor> {
  const name = `Sarah ${room_id.slice(-6)}`;
  const { code } = await command<{ code: string }>(maya, 'create_invite', { name, role: 'guest', room_ids: [room_id] });
  const sarah = await visit(browser, `${new URL(maya.url()).origin}/join#${code}`);
  await sarah.page.getByRole('button', { name: 'Join' }).click();
  await sidebarRow(sarah.page, 'vault').click();
  return sarah;
}

/** Maya and Sarah in a sealed room, both with its key. */
export async function bothInVault(browser: Browser, maya: Page): Promise<{ maya: Page; sarah: Page; key: string; room_id: string }> {
  const { key, room_id } = await makeVault(maya);
  const { page: sarah } = await comeIn(browser, maya, room_id);
  await enterKey(sarah, key);
  return { maya, sarah, key, room_id };
}
