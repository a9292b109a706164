// An agent that is picked for a room: all members see what it can do and who reads the messages, before it is added.
import { expect, test } from '@playwright/test';
import type { Agent, Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer } from './home.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople();

test('a member without a part in the settings sees it before the agent is added', async () => {
  test.setTimeout(60_000);
  const { maya, sarah, home } = people;
  const room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: room.id });
  const provider = await command<{ id: string }>(maya.page, 'add_provider', {
    kind: 'openai-compatible',
    name: 'Far Models',
    base_url: 'https://models.example/v1',
  });
  const runs = { kind: 'model', provider_id: provider.id, model: 'm' };
  await command<Agent>(maya.page, 'create_agent', { name: 'Scout', runs, room_ids: ['lobby'] });
  const key = await home.agentKey();
  const headers = { authorization: `Bearer ${key}`, 'lanai-agent': 'Ping' };
  expect((await fetch(`${home.ready.url}/api/rooms/lobby/members/me`, { method: 'PUT', headers })).status).toBe(200);

  for (const { page } of [sarah, maya]) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
  }
  const { page } = sarah;
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Add to/ });
  await expect(dialog.getByRole('region', { name: /^What / })).toHaveCount(0);
  await dialog.getByRole('checkbox', { name: /Scout/ }).check({ force: true });
  const scout = dialog.getByRole('region', { name: 'What Scout sees, does and remembers' });
  await expect(scout).toContainText('Messages leave this home’s computer: Far Models reads them.');
  await expect(scout).toContainText('It remembers nothing else.');
  await dialog.getByRole('checkbox', { name: /Ping/i }).check({ force: true });
  const ping = dialog.getByRole('region', { name: /^What ping/i });
  await expect(ping).toContainText('It is a program of Maya that connects to this home.');
  await expectAccessibleInBothThemes(page, 'agents that are about to be added');
  await dialog.getByRole('checkbox', { name: /Ping/i }).uncheck({ force: true });
  await expect(ping).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(dialog).toHaveCount(0);

  await maya.page.getByRole('navigation', { name: 'Rooms, agents and people' }).getByRole('button', { name: 'Make a room' }).click();
  const making = maya.page.getByRole('dialog', { name: 'New room' });
  await making.getByRole('checkbox', { name: /Scout/ }).check({ force: true });
  await expect(making.getByRole('region', { name: 'What Scout sees, does and remembers' })).toBeVisible();
});
