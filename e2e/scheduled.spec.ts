// Messages that are sent later: a person writes them, the server sends them, and another person gets each once.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import type { ScheduledMessage } from '../src-shared/scheduled.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer, message } from './home.ts';
import { expectFitForThumbs, PHONE, press } from './phone.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople({ sarah: PHONE });
let room: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const { maya, sarah } = people;
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: room.id });
  for (const { page } of [maya, sarah]) {
    await page.goto(`${people.home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
  }
});

const sendButton = (page: Page): Locator => page.getByRole('button', { name: 'Send', exact: true });
const line = (page: Page): Locator => page.getByRole('status').filter({ hasText: /sent later|not be sent/ });
const list = (page: Page): Locator => page.getByRole('dialog', { name: 'Sent later' });
const entry = (page: Page, text: string): Locator => list(page).getByRole('listitem').filter({ hasText: text });
const scheduled = async (page: Page): Promise<ScheduledMessage[]> =>
  (await command<{ scheduled: ScheduledMessage[] }>(page, 'list_scheduled', {})).scheduled;

async function act(page: Page, text: string, name: string): Promise<void> {
  await entry(page, text).getByRole('button', { name: 'Actions for this message' }).click();
  await page.getByRole('menuitem', { name }).click();
}

async function inTwoSeconds(page: Page, content: string): Promise<void> {
  await command(page, 'schedule_message', { room_id: room.id, content, send_at: Date.now() + 2_000 });
}

test('a message waits for tomorrow, is changed and is sent when its author says so', async () => {
  const { maya, sarah } = people;
  await composer(maya.page, 'garden').fill('Water the beans.');
  await maya.page.getByRole('button', { name: 'Send later' }).click();
  await maya.page.getByRole('menuitem', { name: /^Tomorrow, 9:00/ }).click();
  await expect(composer(maya.page, 'garden')).toHaveValue('');
  await expect(line(maya.page)).toContainText('1 message will be sent later');
  await expect(line(sarah.page)).toHaveCount(0);
  const [waiting] = await scheduled(maya.page);
  const tomorrow = new Date();
  tomorrow.setDate(tomorrow.getDate() + 1);
  expect(new Date(waiting?.send_at ?? 0)).toEqual(new Date(tomorrow.setHours(9, 0, 0, 0)));
  expect(await scheduled(sarah.page)).toEqual([]);

  await line(maya.page).getByRole('button', { name: 'Show' }).click();
  await expect(entry(maya.page, 'Water the beans.')).toContainText('Tomorrow, 9:00');
  await expectAccessibleInBothThemes(maya.page, 'the list of messages that are sent later');
  await act(maya.page, 'Water the beans.', 'Change');
  const form = maya.page.getByRole('dialog', { name: 'Change' });
  await form.getByLabel('Message').fill('Water the beans and the tomatoes.');
  await form.getByLabel('Time').fill('07:30');
  await form.getByLabel('Repeat').selectOption('Every week');
  await expectAccessibleInBothThemes(maya.page, 'the form of a message that is sent later');
  await form.getByRole('button', { name: 'Save' }).click();
  await expect(entry(maya.page, 'and the tomatoes')).toContainText('Every week · next: Tomorrow, 7:30');
  await act(maya.page, 'and the tomatoes', 'Change');
  await form.getByLabel('Repeat').selectOption('Does not repeat');
  await form.getByRole('button', { name: 'Save' }).click();
  await act(maya.page, 'and the tomatoes', 'Send now');
  await expect(list(maya.page)).toContainText('Nothing to send later');
  await maya.page.keyboard.press('Escape');
  await expect(message(sarah.page, 'Water the beans and the tomatoes.')).toBeVisible();
  await expect(line(maya.page)).toHaveCount(0);
});

test('the server sends a message at its time, once, also when it was killed before', async () => {
  const { maya, sarah, home } = people;
  await inTwoSeconds(maya.page, 'While it runs.');
  await expect(message(sarah.page, 'While it runs.')).toBeVisible();
  await inTwoSeconds(maya.page, 'After the restart.');
  await home.kill();
  await home.restart();
  await expect(message(sarah.page, 'After the restart.')).toBeVisible();
  await home.kill();
  await home.restart();
  await expect(sarah.page.getByText('Connection lost')).toHaveCount(0);
  await command(sarah.page, 'send_message', { room_id: room.id, content: 'Thank you.' });
  await expect(message(maya.page, 'Thank you.')).toBeVisible();
  for (const { page } of [maya, sarah])
    for (const text of ['While it runs.', 'After the restart.']) await expect(message(page, text)).toHaveCount(1);
  expect(await scheduled(maya.page)).toEqual([]);
});

test('a person on a phone holds the button that sends, and chooses a day', async () => {
  const { maya, sarah } = people;
  const { page } = sarah;
  await composer(page, 'garden').fill('Seeds for spring');
  await press(page, sendButton(page));
  const sheet = page.getByRole('dialog', { name: 'Send later' });
  await expect(sheet.getByRole('menu')).toBeVisible();
  await expect
    .poll(async () => sheet.evaluate((element) => Math.round(element.getBoundingClientRect().bottom)))
    .toBe(PHONE.viewport.height);
  await expectAccessibleInBothThemes(page, 'the sheet of the button that sends');
  await expectFitForThumbs(page, 'the menu of the button that sends');
  await page.getByRole('menuitem', { name: 'Choose date and time' }).click();
  const form = page.getByRole('dialog', { name: 'Send later' });
  await expectFitForThumbs(page, 'the form that sends later');
  await form.getByLabel('Date').fill('2001-01-01');
  await form.getByRole('button', { name: 'Send later' }).click();
  await expect(form.getByRole('alert').filter({ hasText: 'This time is over.' })).toBeVisible();
  const year = new Date().getFullYear();
  await form.getByLabel('Date').fill(`${year + 1}-03-01`);
  if (Date.parse(`${year + 1}-03-01`) > Date.now() + 360 * 24 * 60 * 60 * 1000) await form.getByLabel('Date').fill(`${year}-12-31`);
  await form.getByRole('button', { name: 'Send later' }).click();
  await expect(line(page)).toContainText('1 message will be sent later');
  await line(page).getByRole('button', { name: 'Show' }).click();
  await expect(entry(page, 'Seeds for spring')).toBeVisible();
  await expectFitForThumbs(page, 'the list of messages that are sent later');
  await act(page, 'Seeds for spring', 'Delete');
  await expect(list(page)).toContainText('Deleted. It will not be sent.');
  expect(await scheduled(page)).toEqual([]);
  await page.getByRole('button', { name: 'Close' }).click();
  await expect(message(maya.page, 'Seeds for spring')).toHaveCount(0);
});

test('a message that may not be sent at its time says so to its author', async () => {
  const { maya, sarah } = people;
  await inTwoSeconds(sarah.page, 'Too late');
  await command(maya.page, 'archive_room', { room_id: room.id });
  await expect(line(sarah.page)).toContainText('1 message could not be sent');
  await line(sarah.page).getByRole('button', { name: 'Show' }).click();
  await expect(entry(sarah.page, 'Too late')).toContainText('Not sent: The room is archived.');
  await sarah.page.getByRole('button', { name: 'Close' }).click();
  await maya.page.getByRole('button', { name: /^Sent later/ }).waitFor({ state: 'detached' });
});
