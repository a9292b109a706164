// A friend on a phone loses a room, and then the access, and is shown why. A stranger is not.
import { expect, test } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { command, composer, enterAsFriend, visit } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople({ sarah: PHONE });

test.describe.configure({ mode: 'serial' });

async function idOf(name: string): Promise<string> {
  const { people } = await command<{ people: { id: string; name: string }[] }>(maya.page, 'list_people', {});
  return people.find((each) => each.name === name)?.id ?? '';
}

test('a member who is removed from the room on the screen is shown by whom', async () => {
  const participant_id = await idOf('Sarah');
  const { id: room_id } = await command<Room>(maya.page, 'create_room', { name: 'vault', member_ids: [participant_id] });
  const { page } = sarah;
  await page.goto(`${home.ready.url}/#/room/${room_id}`);
  await expect(composer(page, 'vault')).toBeVisible();
  await command(maya.page, 'remove_member', { room_id, participant_id });
  await expect(page.getByText('You were removed from vault')).toBeVisible();
  await expect(page.getByText('Maya removed you. Your messages stay.')).toBeVisible();
  await expectFitForThumbs(page, 'a room that is gone');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show my rooms' }).tap();
  await expect(page.getByRole('navigation', { name: 'Rooms, agents and people' })).toBeVisible();
});

test('a person whose access was ended is shown by whom, also later, and with a new link why', async ({ browser }) => {
  const participant_id = await idOf('Sarah');
  const { page } = sarah;
  await command(maya.page, 'revoke_access', { participant_id });
  for (const again of [false, true]) {
    if (again) await page.reload();
    await expect(page.getByRole('heading', { name: 'Maya ended your access' })).toBeVisible();
  }
  await expectFitForThumbs(page, 'the page of a person without access');
  await expectAccessible(page);
  const tomas = await enterAsFriend(browser, maya.page, home, 'Tomás');
  await command(maya.page, 'reinvite', { participant_id: await idOf('Tomás') });
  await expect(tomas.page.getByRole('heading', { name: 'Maya made a new link for you' })).toBeVisible();
  await tomas.context.close();
});

test('a stranger is shown nothing of that, and each link that does not work says why', async ({ browser }) => {
  const stranger = await visit(browser, home.ready.url);
  await expect(stranger.page.getByRole('heading', { name: 'You are not signed in here' })).toBeVisible();
  await expect(stranger.page.getByText(/Maya|ended/)).toHaveCount(0);
  const { code, invite } = await command<{ code: string; invite: { id: string } }>(maya.page, 'create_invite', { name: 'Nadia' });
  await command(maya.page, 'revoke_invite', { invite_id: invite.id });
  for (const [link, lead] of [
    [code, 'It was withdrawn.'],
    ['gone', 'This server does not know it.'],
  ] as const) {
    await stranger.page.goto(`${home.ready.url}/join#${link}`);
    await expect(stranger.page.getByText(lead)).toBeVisible();
  }
  await stranger.context.close();
});
