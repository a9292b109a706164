// The page of an agent: what it does and may do, into a room, and out of the home while it is connected.
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { expect, test, type Page } from '@playwright/test';
import { command, enterAsOwner, message, sidebarRow, startHome, type TestHome, type Visitor } from './home.ts';

let home: TestHome;
let maya: Visitor;

test.describe.configure({ mode: 'serial', timeout: 90_000 });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
});

test.afterAll(async () => {
  await maya?.context.close();
  await home?.close();
});

interface Answer {
  reply_to?: string;
  type: string;
  payload: { code?: string };
}

/** An agent that says what it was answered, and when it was cut off. */
function agent(key: string, agentId: string) {
  const [host = '', port = ''] = (home.ready.tcp ?? '').split(':');
  const socket = connect(Number(port), host).on('error', () => undefined);
  const waiting = new Map<string, (answer: Answer) => void>();
  createInterface({ input: socket })
    .on('line', (line) => {
      const answer = JSON.parse(line) as Answer;
      if (answer.type === 'ping') socket.write('{"type":"pong","payload":{}}\n');
      waiting.get(answer.reply_to ?? '')?.(answer);
    })
    .on('error', () => undefined);
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  const request = (type: string, payload: object): Promise<Answer> =>
    new Promise((resolve) => {
      waiting.set(type, resolve);
      socket.write(`${JSON.stringify({ id: type, type, payload })}\n`);
    });
  return {
    request,
    closed,
    register: () => request('register', { key, name: 'Ada', agent_id: agentId, capabilities: ['reading', 'code'] }),
  };
}

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Agents' });

test('an agent’s card shows its work and its rights, and adds it to a room', async () => {
  const { page } = maya;
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  await expect(dialog(page)).toContainText('No agent is connected yet');
  await page.keyboard.press('Escape');

  const { secret } = await command<{ secret: string }>(page, 'create_key', { label: 'Ada’s own', rights: ['read', 'post'] });
  const room = await command<{ id: string }>(page, 'create_room', { name: 'garden', public: true });
  const ada = agent(secret, 'ada');
  expect((await ada.register()).type).toBe('ok');
  await ada.request('join_room', { room_id: 'lobby' });
  await ada.request('set_presence', { status: 'working', status_detail: 'Reading section 3', progress: 40 });
  await ada.request('send_message', { room_id: 'lobby', content: 'I was here' });

  await message(page, 'I was here').getByRole('button', { name: 'About Ada' }).click();
  await page.getByRole('dialog', { name: 'About Ada' }).getByRole('button', { name: 'More', exact: true }).click();
  await expect(dialog(page).getByRole('heading', { name: /Ada/ })).toBeVisible();
  await expect(dialog(page)).toContainText('Reading section 3');
  await expect(dialog(page).getByRole('progressbar')).toHaveAttribute('aria-valuenow', '40');
  await expect(dialog(page)).toContainText('May read and write in every room.');
  await expect(dialog(page)).toContainText('Ada’s own');
  await expect(dialog(page)).toContainText('reading and code');

  await dialog(page).getByRole('button', { name: 'Add to a room' }).click();
  await page.getByRole('menuitem', { name: 'garden' }).click();
  await expect(dialog(page)).toContainText('garden and lobby');
  const { room: now } = await command<{ room: { member_ids: string[] } }>(page, 'room_info', { room_id: room.id });
  expect(now.member_ids).toContain('ada');

  await dialog(page).getByLabel('Description').fill('Reads the plan');
  // Another form of the page, about how it is woken, has such a button too.
  const save = dialog(page).getByRole('button', { name: 'Save' }).last();
  await save.click();
  await dialog(page).getByRole('radio', { name: 'Violet' }).check();
  await expect(save).toBeDisabled();

  await dialog(page).getByRole('button', { name: 'Remove from this home' }).click();
  const asking = page.getByRole('dialog', { name: 'Remove Ada' });
  await expect(asking).toContainText('Its messages stay, under its name');
  await expect(asking.getByRole('checkbox', { name: /Revoke its key/ })).toBeChecked();
  await asking.getByRole('button', { name: 'Remove agent' }).click();
  await ada.closed;
  await expect(dialog(page).getByRole('group', { name: 'Removed' })).toContainText('Ada');
  await page.keyboard.press('Escape');

  await expect(message(page, 'I was here')).toBeVisible();
  await expect(sidebarRow(page, 'Ada')).toBeHidden();
  const again = agent(secret, 'ada');
  expect(await again.register()).toMatchObject({ type: 'error', payload: { code: 'unauthorized' } });
  await again.closed;
});

test('a removed agent of the shared key is refused under its id until it is allowed again', async () => {
  const { page } = maya;
  const key = await home.agentKey();
  const rune = agent(key, 'rune');
  await rune.register();
  await page.getByRole('button', { name: 'Connect an agent' }).first().click();
  await dialog(page).getByRole('group', { name: 'Connected' }).getByRole('button').click();
  await dialog(page).getByRole('button', { name: 'Remove from this home' }).click();
  const asking = page.getByRole('dialog', { name: 'Remove Ada' });
  await expect(asking).toContainText('could come back under another id');
  await expect(asking.getByRole('checkbox')).toHaveCount(0);
  await asking.getByRole('button', { name: 'Remove agent' }).click();
  await rune.closed;
  expect((await agent(key, 'rune').register()).payload.code).toBe('unauthorized');
  await dialog(page).getByRole('button', { name: 'Allow again' }).click();
  await expect(dialog(page).getByRole('button', { name: 'Remove from this home' })).toBeVisible();
  expect((await agent(key, 'rune').register()).type).toBe('ok');
});
