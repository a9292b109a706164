// The maker of a link can use it and come back as the invited person. Private and direct rooms show the maker's name.
import { expect, test, type Browser, type Page } from '@playwright/test';
import { command, enterAsFriend, enterAsOwner, startHome, visit, type TestHome, type Visitor } from './home.ts';

interface Made {
  id: string;
}

let home: TestHome;
let visitors: Visitor[] = [];

test.beforeAll(async () => {
  home = await startHome();
});
test.afterAll(async () => {
  for (const { context } of visitors) await context.close();
  await home?.close();
});

async function comeIn(browser: Browser, code: string): Promise<Visitor> {
  const visitor = await visit(browser, `${home.ready.url}/join#${code}`);
  await visitor.page.getByRole('button', { name: /join|come in|enter/i }).click();
  await expect(visitor.page.getByRole('navigation', { name: 'Rooms, agents and people' })).toBeVisible();
  return visitor;
}

async function openRoom(page: Page, id: string): Promise<void> {
  await page.goto(`${home.ready.url}/#/room/${id}`);
  await expect(page.getByRole('log', { name: 'Messages' })).toBeVisible();
}

test('a return is noted in direct and private rooms, also sealed and archived ones, and not in public ones', async ({ browser }) => {
  const maya = await enterAsOwner(browser, home);
  const forAdam = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Adam', role: 'admin' });
  const adam = await comeIn(browser, forAdam.code);
  const mel = await enterAsFriend(browser, maya.page, home, 'Mel');
  visitors = [maya, adam, mel];
  const { people } = await command<{ people: { id: string; name: string }[] }>(maya.page, 'list_people', {});
  const participant_id = people.find(({ name }) => name === 'Mel')?.id ?? '';
  const member_ids = [participant_id];
  const makeRoom = async (name: string, how: object = {}): Promise<string> =>
    (await command<Made>(maya.page, 'create_room', { name, member_ids, ...how })).id;
  const direct = (await command<Made>(maya.page, 'open_direct', { participant_id })).id;
  const [diary, vault, attic] = [await makeRoom('diary'), await makeRoom('vault', { encrypted: true }), await makeRoom('attic')];
  for (const room_id of [direct, diary, vault, attic])
    await command(maya.page, 'send_message', { room_id, content: room_id === vault ? `clw1:${'A'.repeat(40)}` : 'From before' });
  await command(maya.page, 'archive_room', { room_id: attic });

  const { code, invite } = await command<{ code: string; invite: Made }>(adam.page, 'reinvite', { participant_id });
  await command(maya.page, 'confirm_invite', { invite_id: invite.id });
  visitors = [...visitors, await comeIn(browser, code)];

  const line = 'Mel came back by a link that Adam made';
  for (const room of [direct, diary, vault, attic]) {
    await openRoom(maya.page, room);
    await expect(maya.page.getByText(line), room).toBeVisible();
  }
  const later = await makeRoom('later');
  await command(maya.page, 'send_message', { room_id: later, content: 'From after' });
  for (const room of ['lobby', later]) {
    await openRoom(maya.page, room);
    await expect(maya.page.getByText(line), room).toHaveCount(0);
  }
});
