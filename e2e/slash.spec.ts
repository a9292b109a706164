// Slash commands: written by the owner at a desk and by a friend with a phone.
import { expect, test, type Page } from '@playwright/test';
import type { Person, Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { connectAgent, type TestAgent } from './agent.ts';
import { command, composer, message, sidebarRow } from './home.ts';
import { PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople({ sarah: PHONE });
let agent: TestAgent;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/lobby`);
    await expect(composer(page, 'lobby')).toBeVisible();
  }
  agent = await connectAgent(home.ready.tcp ?? '', await home.agentKey(), 'Café Bot');
  await agent.request('join_room', { room_id: 'lobby' });
});

test.afterAll(() => agent.close());

async function write(page: Page, room: string, text: string): Promise<void> {
  await composer(page, room).fill(text);
  await composer(page, room).press('Enter');
}

test('/dm completes a name with an accent and a space, and sends the message', async () => {
  const { page } = people.maya;
  const field = composer(page, 'lobby');
  await field.pressSequentially('/dm');
  await expect(page.getByRole('option', { name: /\/dm.*Write a direct message/ })).toBeVisible();
  await field.press('Enter');
  await field.pressSequentially('cafe');
  await expect(page.getByRole('option', { name: 'Café Bot' })).toBeVisible();
  await field.press('Tab');
  await expect(field).toHaveValue('/dm Café Bot ');
  await field.pressSequentially('the oven is on');
  await field.press('Enter');
  await expect(composer(page, 'Café Bot')).toBeVisible();
  await expect(message(page, 'the oven is on')).toBeVisible();
  await page.goBack();
  await expect(composer(page, 'lobby')).toHaveValue('');
});

test('/dm says when no one has that name, and keeps the text', async () => {
  const { page } = people.maya;
  await write(page, 'lobby', '/dm Zoe hello');
  await expect(page.getByRole('alert').filter({ hasText: 'No person or agent has that name' })).toBeVisible();
  await expect(composer(page, 'lobby')).toHaveValue('/dm Zoe hello');
  await expectAccessibleInBothThemes(page, 'a command that failed');
});

test('on a phone a finger chooses the person, and the other one gets the message', async () => {
  const { page } = people.sarah;
  const field = composer(page, 'lobby');
  await field.tap();
  await field.pressSequentially('/dm ma');
  const option = page.getByRole('option', { name: 'Maya' });
  await expect(option).toBeVisible();
  expect((await option.boundingBox())?.height).toBeGreaterThanOrEqual(44);
  await expectAccessibleInBothThemes(page, 'people behind /dm on a phone');
  await option.tap();
  await expect(field).toHaveValue('/dm Maya ');
  await field.pressSequentially('are you there?');
  await page.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(message(page, 'are you there?')).toBeVisible();
  await expect(sidebarRow(people.maya.page, 'Sarah')).toContainText('1');
  await page.goBack();
  await expect(composer(page, 'lobby')).toBeVisible();
});

test('/me is a message in italics that mentions', async () => {
  await write(people.maya.page, 'lobby', '/me waves at @Sarah');
  await expect(composer(people.maya.page, 'lobby')).toHaveValue('/me waves at @Sarah ');
  await composer(people.maya.page, 'lobby').press('Enter');
  const shown = message(people.sarah.page, 'waves at');
  await expect(shown.locator('em')).toContainText('waves at');
  await expect(shown.locator('em').getByText('@Sarah')).toBeVisible();
});

test('/who says who is online', async () => {
  const { page } = people.maya;
  await write(page, 'lobby', '/who');
  await expect(page.getByText(/Online: you, .*Sarah.* members? (is|are) away/)).toBeVisible();
});

test('/status sets emoji and text for others to see, and clears them', async () => {
  const { maya, sarah } = people;
  const statusOfSarah = async (): Promise<unknown> => {
    const { people: all } = await command<{ people: Person[] }>(maya.page, 'list_people', {});
    return all.find(({ name }) => name === 'Sarah')?.status;
  };
  await composer(sarah.page, 'lobby').fill('/status 🍜 At lunch');
  await sarah.page.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect.poll(statusOfSarah).toEqual({ emoji: '🍜', text: 'At lunch', until: null });
  await composer(sarah.page, 'lobby').fill('/status clear');
  await sarah.page.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect.poll(statusOfSarah).toBeNull();
});

test('/mute takes a time, refuses other words, and /unmute ends it', async () => {
  const { page } = people.maya;
  await write(page, 'lobby', '/mute for ever and ever');
  await expect(page.getByRole('alert').filter({ hasText: 'is not a time' })).toBeVisible();
  await composer(page, 'lobby').fill('');
  await composer(page, 'lobby').pressSequentially('/mute tom');
  await composer(page, 'lobby').press('Enter');
  await expect(composer(page, 'lobby')).toHaveValue('/mute tomorrow');
  await composer(page, 'lobby').press('Enter');
  await expect(page.getByText(/lobby is muted until .*08:00/)).toBeVisible();
  await expect(page.getByRole('button', { name: /Notifications: Muted until/ })).toBeVisible();
  await write(page, 'lobby', '/unmute');
  await expect(page.getByRole('button', { name: 'Notifications: Default' })).toBeVisible();
});

test('/remind takes a time and a text, and says what is missing', async () => {
  const { page } = people.maya;
  await write(page, 'lobby', '/remind some day call Sarah');
  await expect(page.getByRole('alert').filter({ hasText: 'is not a time' })).toBeVisible();
  await write(page, 'lobby', '/remind in 20 minutes');
  await expect(page.getByRole('alert').filter({ hasText: 'Add the text behind the time' })).toBeVisible();
  await write(page, 'lobby', '/remind tomorrow 9:00 to look at the oven');
  await expect(page.getByText(/Reminder: .*9:00/)).toBeVisible();
  await expect(composer(page, 'lobby')).toHaveValue('');
  const { saved } = await command<{ saved: { text: string | null }[] }>(page, 'list_saved', {});
  expect(saved.map(({ text }) => text)).toContain('look at the oven');
});

test('/join opens a room and joins it', async () => {
  const { maya, sarah } = people;
  const room = await command<Room>(maya.page, 'create_room', { name: 'Jardín trasero', public: true });
  await expect(sidebarRow(maya.page, 'Jardín trasero')).toBeVisible();
  await composer(sarah.page, 'lobby').fill('/join nowhere');
  await sarah.page.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(sarah.page.getByRole('alert').filter({ hasText: 'You can see no room called nowhere' })).toBeVisible();
  await composer(sarah.page, 'lobby').fill('/join #jardin trasero');
  await sarah.page.getByRole('button', { name: 'Send', exact: true }).tap();
  await expect(composer(sarah.page, 'Jardín trasero')).toBeVisible();
  await expect
    .poll(async () => (await command<{ room: Room }>(maya.page, 'room_info', { room_id: room.id })).room.member_ids.length)
    .toBe(2);
});
