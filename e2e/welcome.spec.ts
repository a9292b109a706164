// The first minute of a home: the owner is welcomed, names the place, and stands in the lobby with three things to do.
import { expect, test } from '@playwright/test';
import { command, message, startHome, visit, type TestHome, type Visitor } from './home.ts';
import { PHONE } from './phone.ts';

let home: TestHome;
let maya: Visitor;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await visit(browser, home.ready.ownerUrl);
});

test.afterAll(async () => {
  await maya?.context.close();
  await home?.close();
});

test('the home’s name follows the owner’s name until it is edited', async () => {
  const { page } = maya;
  await expect(page.getByRole('heading', { name: 'Welcome to your Lanai' })).toBeVisible();
  const name = page.getByLabel('Your name');
  const place = page.getByLabel('Name of this home');
  await expect(name).toBeFocused();
  await name.fill('Maya');
  await expect(place).toHaveValue('Maya’s Lanai');
  await place.fill('The porch');
  await name.fill('Maya Lin');
  await expect(place).toHaveValue('The porch');
});

test('a missing value is reported beside its field, and nothing is lost', async () => {
  const { page } = maya;
  await page.getByLabel('Your name').fill('   ');
  await page.getByLabel('Your name').press('Enter');
  await expect(page.getByRole('alert').filter({ hasText: 'Enter the name' })).toBeVisible();
  await expect(page.getByLabel('Your name')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Name of this home')).toHaveValue('The porch');
});

test('the welcome leads into the lobby, where Porter offers three working buttons', async () => {
  const { page } = maya;
  await page.getByLabel('Your name').fill('Maya');
  await page.getByRole('button', { name: 'Get started' }).click();
  await expect(page.getByRole('heading', { name: 'The porch' })).toBeVisible();
  const greeting = message(page, /Welcome to .*I am Porter/);
  for (const [button, dialog] of [
    ['Make a room', 'New room'],
    ['Connect an agent', 'Agents'],
    ['Invite a friend', 'Invites'],
  ] as const) {
    await greeting.getByRole('button', { name: button }).click();
    await expect(page.getByRole('dialog', { name: dialog })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await expect(greeting.getByRole('button', { name: button })).toBeFocused();
  }
});

test('the owner stays signed in after a reload, without another welcome', async () => {
  await maya.page.reload();
  await expect(maya.page.getByRole('heading', { name: 'The porch' })).toBeVisible();
});

test('the owner link works once, and another browser shows whom to ask', async ({ browser }) => {
  const stranger = await visit(browser, home.ready.ownerUrl);
  const { page } = stranger;
  await expect(page.getByRole('heading', { name: 'You are not signed in here' })).toBeVisible();
  await expect(page.getByText('Ask the owner for an invite')).toBeVisible();
  await page.getByLabel('Invite link').fill('lanai please');
  await page.getByRole('button', { name: 'Open invite' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'This is neither an invite link' })).toBeVisible();
  await stranger.context.close();
});

test('the names can be changed later, for all members at once', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Settings' }).click();
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByLabel('Your name').fill('Maya L');
  await settings.getByRole('button', { name: 'Save' }).click();
  await expect(settings.getByText('Saved')).toBeVisible();
  await settings.getByRole('button', { name: 'Home' }).click();
  await settings.getByLabel('Name of this home').fill('The long porch');
  await settings.getByLabel('Name of this home').press('Enter');
  await expect(settings.getByText('Saved')).toBeVisible();
  const calling = settings.getByRole('checkbox', { name: 'Mentions reach agents in other rooms' });
  await calling.check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Settings' }).click();
  await settings.getByRole('button', { name: 'Home' }).click();
  await expect(calling).toBeChecked();
  await calling.uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('heading', { name: 'The long porch' })).toBeVisible();
  await expect(page.getByText('Maya L', { exact: true }).first()).toBeVisible();
});

test('the theme is chosen for this device and kept', async () => {
  const { page } = maya;
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect.poll(ground).toBe('rgb(20, 24, 23)');
  await page.reload();
  await expect(page.getByRole('heading', { name: 'The long porch' })).toBeVisible();
  expect(await ground()).toBe('rgb(20, 24, 23)');
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('button', { name: 'Appearance' }).click();
  await page.getByRole('radio', { name: 'System' }).check({ force: true });
  await expect.poll(ground).toBe('rgb(251, 250, 247)');
});

test('a guest is greeted by name on a phone, and is offered no button that does nothing', async ({ browser }) => {
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Sarah' });
  const { page, context } = await visit(browser, `${home.ready.url}/join#${code}`, PHONE);
  await page.getByRole('button', { name: 'Join' }).tap();
  const greeting = message(page, /Welcome to The porch\. I am Porter/);
  await expect(greeting.getByText('Hello Sarah. Write a message below, and everyone in this room sees it.')).toBeVisible();
  await expect(greeting.getByText(/next steps|Maya/)).toHaveCount(0);
  await expect(greeting.getByRole('button', { name: /^(Make a room|Connect an agent|Invite a friend)$/ })).toHaveCount(0);
  await context.close();
});
