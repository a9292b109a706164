// The owner sends the messages of a room to a program on this computer, sees it fail, repairs it, and removes it.
import { expect, test } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { startReceiver, type Receiver } from '../src-main/gateway/testing/receiver.ts';
import { enterAsFriend, enterAsOwner, say, startHome, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;
let receiver: Receiver;
let isBroken = false;

test.describe.configure({ mode: 'serial' });
test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  receiver = await startReceiver((response) => response.writeHead(isBroken ? 500 : 204).end());
});
test.afterAll(async () => {
  await maya?.context.close();
  await receiver?.close();
  await home?.close();
});

test('a webhook is added, delivers, shows its state, and is removed', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Webhooks' }).click();
  await expect(page.getByText('No webhooks yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add webhook' }).click();
  const form = page.getByRole('form', { name: 'New webhook' });
  await form.getByRole('button', { name: 'Add webhook' }).click();
  await expect(form.getByText('Enter an address.')).toBeVisible();
  await form.getByLabel('Address').fill('ftp://example.org');
  await form.getByRole('button', { name: 'Add webhook' }).click();
  await expect(form.getByText('An address begins with https:// or http://.')).toBeVisible();
  await form.getByLabel('Address').fill(receiver.url);
  await form.getByText('Only some messages').click();
  await form.getByLabel('Messages from').selectOption('All but Porter');
  await form.getByRole('button', { name: 'Add webhook' }).click();

  const secret = await page.getByLabel('Secret', { exact: true }).inputValue();
  const row = page.getByRole('list', { name: 'Webhooks' }).getByRole('listitem');
  await expect(row).toContainText(receiver.url);
  await expect(row).toContainText('Working');
  await expect(row).toContainText('Nothing delivered yet · not from Porter');

  await page.keyboard.press('Escape');
  await say(page, 'lobby', 'Out of the house');
  const [hook] = await receiver.some(1);
  expect(hook?.content).toBe('Out of the house');
  expect(() => new Webhook(secret).verify(hook?.body ?? '', hook?.headers as Record<string, string>)).not.toThrow();

  isBroken = true;
  await say(page, 'lobby', 'Not taken at first');
  await receiver.some(2);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('button', { name: 'Webhooks' }).click();
  await expect(row).toContainText(/Trying again (in \d+ s|now): it answered 500\./);
  isBroken = false;
  await row.getByRole('button', { name: 'Try now' }).click();
  await expect(row).toContainText('Working');
  await expect(row).toContainText('Last delivered just now');
  expect(new Set(receiver.received.slice(1).map((each) => each.id)).size).toBe(1);

  await row.getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('dialog', { name: 'Remove this webhook' }).getByRole('button', { name: 'Remove webhook' }).click();
  await expect(page.getByText('No webhooks yet')).toBeVisible();
});

test('only admins have the webhook page', async ({ browser }) => {
  const sarah = await enterAsFriend(browser, maya.page, home, 'Sarah');
  await sarah.page.getByRole('button', { name: 'Settings' }).click();
  const pages = sarah.page.getByRole('navigation', { name: 'Settings' }).getByRole('button');
  await expect(pages.filter({ hasText: 'Appearance' })).toBeVisible();
  await expect(pages.filter({ hasText: 'Webhooks' })).toHaveCount(0);
  await sarah.context.close();
});
