// Links to rooms and messages of the own home: they open here, whatever address they have, and say where they lead.
import { expect, test, type Page } from '@playwright/test';
import type { Message, Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { command, composer, enterAsFriend, enterAsOwner, message, sidebarRow, startHome, type TestHome, type Visitor } from './home.ts';
import { PHONE } from './phone.ts';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
let garden: Room;
let rain: Message;

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  sarah = await enterAsFriend(browser, maya.page, home, 'Sarah');
  garden = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  rain = await command<Message>(maya.page, 'send_message', { room_id: garden.id, content: 'It will rain' });
  for (let line = 1; line <= 120; line += 1) await command(maya.page, 'send_message', { room_id: garden.id, content: `Line ${line}` });
});

test.afterAll(async () => {
  for (const visitor of [maya, sarah]) await visitor?.context.close();
  await home?.close();
});

async function openLobby(page: Page): Promise<void> {
  await sidebarRow(page, 'lobby').click();
  await expect(composer(page, 'lobby')).toBeVisible();
}

test('a link to a message is a chip with its room, author and time, and opens it in this window', async () => {
  await openLobby(maya.page);
  await openLobby(sarah.page);
  // The address that the home had yesterday.
  const link = `http://172.16.4.4:47310/#/room/${garden.id}/${rain.seq}`;
  await command(maya.page, 'send_message', { room_id: 'lobby', content: `See ${link}. And [the garden](${link}) too.` });
  const said = message(sarah.page, 'And the garden too.');
  const [chip, named] = [said.getByRole('link').first(), said.getByRole('link').last()];
  await expect(chip).toHaveText(/^garden · Maya · .+/);
  await expect(named).toHaveText('the garden');
  await chip.click();
  await expect(message(sarah.page, 'It will rain')).toBeInViewport();
  expect(sarah.context.pages()).toHaveLength(1);
  await openLobby(sarah.page);
  await named.focus();
  await sarah.page.keyboard.press('Enter');
  await expect(message(sarah.page, 'It will rain')).toBeInViewport();
});

test('on a phone a chip with long names stays within the page, and a finger opens it', async ({ browser }) => {
  const tomas = await enterAsFriend(browser, maya.page, home, 'Tomás', PHONE);
  const name = 'A room with a name that is longer than the whole line of a phone';
  const long = await command<Room>(maya.page, 'create_room', { name, public: true });
  const far = await command<Message>(maya.page, 'send_message', { room_id: long.id, content: 'Far away' });
  await command(maya.page, 'send_message', { room_id: 'lobby', content: `Look: ${home.ready.url}/#/room/${long.id}/${far.seq}` });
  await tomas.page.goto(`${home.ready.url}/#/room/lobby`);
  const chip = message(tomas.page, 'Look:').getByRole('link');
  await expect(chip).toContainText('A room with');
  await expectAccessible(tomas.page);
  const { right } = await chip.evaluate((element) => element.getBoundingClientRect());
  expect(right).toBeLessThanOrEqual(390);
  await chip.tap();
  await expect(message(tomas.page, 'Far away')).toBeInViewport();
  await tomas.context.close();
});

test('a link to a lobby elsewhere, or to a room that does not exist here, is an ordinary link', async () => {
  await openLobby(maya.page);
  const [lobby, unknown] = ['http://172.16.4.4:47310/#/room/lobby/3', 'https://lanai.example/#/room/0192f3a4-0000-7000-8000-00000000beef'];
  await command(sarah.page, 'send_message', { room_id: 'lobby', content: `${lobby} and ${unknown}` });
  const links = message(maya.page, ' and https://lanai.example').getByRole('link');
  await expect(links.first()).toHaveAttribute('href', lobby);
  await expect(links.first()).toHaveAttribute('target', '_blank');
  await expect(links.last()).toHaveAttribute('href', unknown);
});
