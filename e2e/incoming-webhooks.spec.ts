// A program outside posts into a room by the address that the owner made in the app, and a friend reads it.
import { expect, test, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { enterAsFriend, enterAsOwner, message, sidebarRow, startHome, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  sarah = await enterAsFriend(browser, maya.page, home, 'Sarah');
});
test.afterAll(async () => {
  for (const visitor of [maya, sarah]) await visitor?.context.close();
  await home?.close();
});

async function openWebhooks({ page }: Visitor): Promise<void> {
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Webhooks' }).click();
  await expect(page.getByRole('heading', { name: 'Incoming webhooks' })).toBeVisible();
}

const rowOf = (page: Page) => page.getByRole('list', { name: 'Incoming webhooks' }).getByRole('listitem');
const addressIn = (page: Page): Promise<string> => page.getByLabel('Address', { exact: true }).inputValue();
const post = (address: string, text: string): Promise<Response> => fetch(address, { method: 'POST', body: new URLSearchParams({ text }) });

let address = '';

test('the owner makes an address, and what a program posts with it is marked in the room', async () => {
  const { page } = maya;
  await openWebhooks(maya);
  await expect(page.getByText('No program can post yet.')).toBeVisible();
  await page.getByRole('button', { name: 'Add incoming webhook' }).click();
  const form = page.getByRole('form', { name: 'New incoming webhook' });
  await form.getByRole('button', { name: 'Add incoming webhook' }).click();
  await expect(form.getByText('Enter a name.')).toBeVisible();
  await form.getByLabel('Name').fill('Builds');
  await expectAccessibleInBothThemes(page);
  await form.getByRole('button', { name: 'Add incoming webhook' }).click();
  await expect(page.getByText('Copy this address now.')).toBeVisible();
  address = await addressIn(page);
  expect(address).toContain('/api/hooks/whk_');
  await expectAccessibleInBothThemes(page);
  expect((await post(address, 'Version **2** is out @Sarah')).status).toBe(200);
  await expect(rowOf(page)).toContainText('Last request just now: posted');
  const seen = message(sarah.page, 'Version 2 is out');
  await expect(seen).toContainText('Builds');
  await expect(seen.getByText('webhook', { exact: true })).toBeVisible();
});

test('it is in no list of agents or members, and can be sent nothing', async () => {
  const { page } = sarah;
  await expect(sidebarRow(page, 'Builds')).toHaveCount(0);
  const seen = message(page, 'Version 2 is out');
  await seen.getByRole('button', { name: 'Builds' }).first().click();
  await expect(page.getByText('Posts from outside')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Message', exact: true })).toHaveCount(0);
  await page.keyboard.press('Escape');
});

test('it is tested, paused, renewed and deleted, and its address ends with it', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Test Builds' }).click();
  await expect(message(sarah.page, 'This is a test.')).toBeVisible();
  await page.getByRole('button', { name: 'Pause Builds' }).click();
  await expect(rowOf(page)).toContainText('Paused');
  const refused = await post(address, 'Nothing to read');
  expect([refused.status, ((await refused.json()) as { detail: string }).detail]).toEqual([403, 'This webhook is paused.']);
  await expect(rowOf(page)).toContainText('refused. This webhook is paused.');
  await page.getByRole('button', { name: 'Resume Builds' }).click();
  await expect(rowOf(page)).toContainText('Open');

  await page.getByRole('button', { name: 'New address for Builds' }).click();
  await page.getByRole('dialog', { name: 'Make a new address' }).getByRole('button', { name: 'New address' }).click();
  await expect.poll(() => addressIn(page)).not.toBe(address);
  const renewed = await addressIn(page);
  expect((await post(address, 'The old address')).status).toBe(404);
  expect((await post(renewed, 'The new address')).status).toBe(200);
  await expect(message(sarah.page, 'The new address')).toBeVisible();

  await page.getByRole('button', { name: 'Delete Builds' }).click();
  await page.getByRole('dialog', { name: 'Delete this webhook' }).getByRole('button', { name: 'Delete webhook' }).click();
  await expect(page.getByText('No program can post yet.')).toBeVisible();
  expect((await post(renewed, 'Too late')).status).toBe(404);
  await expect(message(sarah.page, 'The new address')).toBeVisible();
  await expect(sarah.page.getByText('The old address')).toHaveCount(0);
});
