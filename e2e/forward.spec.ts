// Forwarded messages: two people, one of them with a phone, and an agent.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent } from './agent.ts';
import { bringFile, command, composer, message, say, sidebarRow } from './home.ts';
import { expectFitForThumbs, PHONE, press } from './phone.ts';
import { twoPeople } from './two-people.ts';
import { makeVault } from './vault.ts';

const people = twoPeople({ sarah: PHONE });
let garden: Room;
let plan: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  garden = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  plan = await command<Room>(maya.page, 'create_room', { name: 'secret plan', public: false });
  await command(sarah.page, 'join_room', { room_id: garden.id });
  for (const [{ page }, room] of [
    [maya, plan],
    [sarah, garden],
  ] as const) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, room.name)).toBeVisible();
  }
});

const dialog = (page: Page): Locator => page.getByRole('dialog', { name: 'Forward a message' });

async function open(page: Page, text: string): Promise<void> {
  await message(page, text).click({ button: 'right', position: { x: 200, y: 8 } });
  await page.getByRole('menuitem', { name: 'Forward…' }).click();
  await expect(dialog(page)).toBeVisible();
}

test('a message goes to another room with a comment, its file, its author and the time', async () => {
  const { maya, sarah, home } = people;
  const file = await bringFile(maya.page, plan.id, 'map.txt', Buffer.from('north'));
  await command(maya.page, 'send_message', { room_id: plan.id, content: 'The **gate** code is 4711', file_ids: [file.id] });
  await open(maya.page, 'The gate code');
  await expectAccessibleInBothThemes(maya.page, 'the dialog to forward a message');
  await dialog(maya.page).getByRole('button', { name: 'Forward', exact: true }).click();
  await expect(dialog(maya.page).getByText('Choose where the message goes.')).toBeVisible();
  await dialog(maya.page).getByRole('searchbox').fill('gar');
  await dialog(maya.page).getByRole('radio', { name: 'garden' }).check();
  await dialog(maya.page).getByRole('textbox', { name: 'Comment' }).fill('For you');
  await dialog(maya.page).getByRole('button', { name: 'Forward', exact: true }).click();
  await expect(dialog(maya.page)).toHaveCount(0);
  const card = message(sarah.page, 'The gate code');
  await expect(card).toContainText(/For you.*Forwarded from Maya.*The gate code is 4711/s);
  await expect(card).toContainText('map.txt');
  await expect(sarah.page.getByText('secret plan')).toHaveCount(0);
  // Its author sees the room too, and the chip leads there.
  await maya.page.goto(`${home.ready.url}/#/room/${garden.id}`);
  await message(maya.page, 'The gate code').getByRole('button', { name: 'secret plan' }).click();
  await expect(composer(maya.page, 'secret plan')).toBeVisible();
  await expect(message(maya.page, 'The gate code')).toBeInViewport();
});

test('on a phone a message goes to a person by the sheet of a long press', async () => {
  const { maya, sarah } = people;
  const { page } = sarah;
  await press(page, message(page, 'The gate code'));
  await page.getByRole('dialog', { name: 'Maya' }).getByRole('button', { name: 'Forward…' }).tap();
  await expect(dialog(page)).toBeVisible();
  await expectFitForThumbs(page, 'the dialog to forward a message');
  await dialog(page).getByRole('searchbox').fill('Maya');
  await dialog(page).getByRole('radio', { name: 'Maya' }).check();
  await dialog(page).getByRole('button', { name: 'Forward', exact: true }).tap();
  await expect(page.getByText('Forwarded to Maya')).toBeVisible();
  await sidebarRow(maya.page, 'Sarah').click();
  await expect(composer(maya.page, 'Sarah')).toBeVisible();
  // The first author stays, and the comment of the one who forwarded it before is gone.
  await expect(message(maya.page, 'The gate code')).toContainText('Forwarded from Maya');
  await expect(message(maya.page, 'The gate code')).not.toContainText('For you');
  await message(maya.page, 'The gate code').click({ button: 'right', position: { x: 200, y: 8 } });
  await expect(maya.page.getByRole('menuitem', { name: 'Edit' })).toHaveCount(0);
  await maya.page.keyboard.press('Escape');
});

test('an agent gets the text as a quote, and forwards a message itself', async () => {
  const { maya, home } = people;
  const agent = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Rune');
  await agent.request('join_room', { room_id: garden.id });
  await say(maya.page, 'Sarah', 'Water the beans');
  await message(maya.page, 'Water the beans').focus();
  await expect(message(maya.page, 'Water the beans').getByRole('group', { name: 'Message actions' })).toBeVisible();
  await maya.page.keyboard.press('f');
  await dialog(maya.page).getByRole('radio', { name: 'garden' }).check();
  await dialog(maya.page).getByRole('textbox', { name: 'Comment' }).fill('@Rune do it');
  await dialog(maya.page).getByRole('button', { name: 'Forward', exact: true }).click();
  await expect
    .poll(async () => JSON.stringify(await agent.request('get_history', { room_id: garden.id, limit: 1 })))
    .toContain('@Rune do it\\n\\n> Forwarded from Maya:\\n> Water the beans');
  const { messages } = await command<{ messages: Message[] }>(maya.page, 'get_history', { room_id: garden.id, limit: 1 });
  const ask = { room_id: garden.id, from_room_id: garden.id, message_id: messages[0]?.id, comment: 'Done' };
  await agent.request('forward_message', ask);
  await expect(message(people.sarah.page, 'Done')).toContainText(/Forwarded from Maya.*Water the beans/s);
  agent.close();
});

test('a message of a sealed room becomes readable only after a confirmation', async () => {
  const { maya, sarah, home } = people;
  const { page } = maya;
  await makeVault(page);
  await say(page, 'vault', 'The heron nests here');
  await open(page, 'The heron nests here');
  await dialog(page).getByRole('radio', { name: 'garden' }).check();
  const send = dialog(page).getByRole('button', { name: 'Forward', exact: true });
  await expect(send).toBeDisabled();
  await dialog(page).getByRole('checkbox', { name: 'Send it readable' }).check();
  await send.click();
  await expect(message(sarah.page, 'The heron nests here')).toContainText('Forwarded from Maya');
  await page.goto(`${home.ready.url}/#/room/${garden.id}`);
  await expect(message(page, 'The heron nests here')).toBeVisible();
});
