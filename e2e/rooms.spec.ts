// Rooms are made, changed and put away; who may see them does.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { composer, enterAsFriend, enterAsOwner, sidebarRow, startHome, type TestHome, type Visitor } from './home.ts';

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
  await sarah?.context.close();
  await maya?.context.close();
  await home?.close();
});

async function newRoom(): Promise<Locator> {
  await maya.page.getByRole('navigation', { name: 'Rooms, agents and people' }).getByRole('button', { name: 'Make a room' }).click();
  return maya.page.getByRole('dialog', { name: 'New room' });
}

async function editRoom(): Promise<Locator> {
  await maya.page.getByRole('tab', { name: 'About' }).click();
  await maya.page.getByRole('button', { name: 'Room settings' }).click();
  return maya.page.getByRole('dialog', { name: 'Room settings' });
}

test('a room is made with the keyboard alone, and all members see it', async () => {
  const dialog = await newRoom();
  await expect(dialog.getByLabel('Name', { exact: true })).toBeFocused();
  await maya.page.keyboard.type('garden');
  await maya.page.keyboard.press('Tab');
  await maya.page.keyboard.type('Beds, seeds and rain');
  await maya.page.keyboard.press('Shift+Tab');
  await maya.page.keyboard.press('Enter');
  await expect(composer(maya.page, 'garden')).toBeVisible();
  await expect(maya.page.getByText('Beds, seeds and rain').first()).toBeVisible();
  await expect(sidebarRow(sarah.page, 'garden')).toBeVisible();
});

test('a taken or missing name is reported beside the field', async () => {
  const dialog = await newRoom();
  await dialog.getByRole('button', { name: 'Make room' }).click();
  await expect(dialog.getByText('Enter a name.')).toBeVisible();
  await dialog.getByLabel('Name', { exact: true }).fill('garden');
  await dialog.getByRole('button', { name: 'Make room' }).click();
  await expect(dialog.getByText('A room with that name exists already.')).toBeVisible();
  await maya.page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('only members see a private room, agents included', async () => {
  const dialog = await newRoom();
  await dialog.getByLabel('Name', { exact: true }).fill('vault');
  await dialog.getByRole('radio', { name: 'Only people I add' }).check({ force: true });
  await dialog.getByRole('checkbox', { name: /Porter/ }).check();
  await dialog.getByRole('button', { name: 'Make room' }).click();
  await expect(composer(maya.page, 'vault')).toBeVisible();
  await expect(maya.page.getByRole('complementary', { name: 'Members and details' })).toContainText('Porter');
  await expect(sidebarRow(sarah.page, 'vault')).toHaveCount(0);
  await maya.page.getByRole('button', { name: 'Add', exact: true }).click();
  const adding = maya.page.getByRole('dialog', { name: 'Add to vault' });
  await expect(adding.getByRole('button', { name: 'Add', exact: true })).toBeDisabled();
  await adding.getByRole('checkbox', { name: /Sarah/ }).check();
  await adding.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(adding).toHaveCount(0);
  await expect(sidebarRow(sarah.page, 'vault')).toBeVisible();
});

test('when all people are members, adding leads to inviting', async () => {
  await maya.page.getByRole('button', { name: 'Add', exact: true }).click();
  const adding = maya.page.getByRole('dialog', { name: 'Add to vault' });
  await expect(adding.getByText('Everyone is already in this room')).toBeVisible();
  await adding.getByRole('button', { name: 'Invite a friend' }).click();
  await expect(maya.page.getByRole('dialog', { name: 'Invites' })).toBeVisible();
  await maya.page.keyboard.press('Escape');
});

test('a room under another room is made from its parent', async () => {
  const dialog = await newRoom();
  await dialog.getByLabel('Name', { exact: true }).fill('seeds');
  await dialog.getByLabel('Parent room').selectOption({ label: 'garden' });
  await dialog.getByRole('button', { name: 'Make room' }).click();
  await expect(composer(maya.page, 'seeds')).toBeVisible();
  const names = await maya.page.getByRole('navigation', { name: 'Rooms, agents and people' }).getByRole('link').allInnerTexts();
  const rooms = names.map((name) => name.split('\n')[0]);
  expect(rooms.indexOf('seeds')).toBe(rooms.indexOf('garden') + 1);
});

test('a new name and description reach all members', async () => {
  const dialog = await editRoom();
  await dialog.getByLabel('Name', { exact: true }).fill('seeds-and-bulbs');
  await dialog.getByLabel('Description').fill('What to sow when');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  await expect(composer(maya.page, 'seeds-and-bulbs')).toBeVisible();
  await expect(sidebarRow(sarah.page, 'seeds-and-bulbs')).toBeVisible();
});

test('a topic is shown in every member’s header, in place of the description', async () => {
  const header = (page: Page) => page.getByRole('main').locator('header');
  await sidebarRow(sarah.page, 'seeds-and-bulbs').click();
  await expect(header(sarah.page)).toContainText('What to sow when');
  const dialog = await editRoom();
  await dialog.getByLabel('Topic').fill('Tulips, this week');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toHaveCount(0);
  for (const { page } of [maya, sarah]) {
    await expect(header(page)).toContainText('Tulips, this week');
    await expect(header(page)).not.toContainText('What to sow when');
  }
  // The header cuts a long topic. The panel has all of it.
  await expect(maya.page.getByRole('tabpanel', { name: 'About' })).toContainText('Tulips, this week');
  await (await editRoom()).getByLabel('Topic').fill('');
  await maya.page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(header(sarah.page)).toContainText('What to sow when');
});

test('an archived room takes no messages until it is restored', async () => {
  await (await editRoom()).getByRole('button', { name: 'Archive room' }).click();
  await expect(composer(maya.page, 'seeds-and-bulbs')).toHaveCount(0);
  await (await editRoom()).getByRole('button', { name: 'Restore' }).click();
  await expect(composer(maya.page, 'seeds-and-bulbs')).toBeVisible();
});
