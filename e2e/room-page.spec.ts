// The page of a room: two people, one of them with a phone, and an agent that is a separate program.
import { execFile } from 'node:child_process';
import path from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import type { RoomPage, RoomPageVersion } from '../src-shared/room-pages.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer, say } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';
import { comeIn, enterKey, makeVault } from './vault.ts';

const people = twoPeople({ sarah: PHONE });
let room: Room;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: room.id });
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
  }
  await say(maya.page, 'garden', 'What do we plant?');
});

const panel = (page: Page): Locator =>
  page.getByRole('complementary', { name: 'Members and details' }).or(page.getByRole('dialog', { name: 'Members and details' }));
const roomPage = (page: Page): Locator => panel(page).getByRole('region', { name: 'Page of garden' });
const field = (page: Page): Locator => roomPage(page).getByRole('textbox', { name: 'Text of the page' });
const button = (page: Page, name: string): Locator => roomPage(page).getByRole('button', { name, exact: true });
const notice = (page: Page): Locator => roomPage(page).getByRole('alert');
const line = (page: Page, text: string | RegExp): Locator => page.getByRole('log', { name: 'Messages' }).getByText(text, { exact: true });

async function openTab(page: Page): Promise<void> {
  await expect(composer(page, 'garden')).toBeVisible();
  if ((await panel(page).count()) === 0) await page.getByRole('button', { name: 'Show members and details' }).click();
  await panel(page).getByRole('tab', { name: 'Page' }).click();
}

/** The page as the server has it. */
async function stored(): Promise<RoomPage | null> {
  return (await command<{ page: RoomPage | null }>(people.maya.page, 'get_room_page', { room_id: room.id })).page;
}

/** Another participant writes, whatever is there. */
async function writes(page: Page, content: string): Promise<void> {
  const expected_version = (await stored())?.version ?? 0;
  await command<RoomPageVersion>(page, 'set_room_page', { room_id: room.id, content, expected_version });
}

test('one writes the page with the keyboard alone, and both read it', async () => {
  const { maya, sarah } = people;
  const { page } = maya;
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('Page of');
  await page.getByRole('option', { name: 'Page of garden' }).waitFor();
  await page.keyboard.press('Enter');
  await expect(roomPage(page)).toContainText('Nothing is written yet');
  await expectAccessibleInBothThemes(page, 'a room without a page');
  await button(page, 'Write the page').focus();
  await page.keyboard.press('Enter');
  await expect(field(page)).toBeFocused();
  await page.keyboard.type('# Plan\n- beans\n');
  await page.keyboard.type('peas');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+b');
  await page.keyboard.type('soon');
  await expect(field(page)).toHaveValue('# Plan\n- beans\n- peas\n**soon**');
  await page.keyboard.press('Control+Enter');
  await expect(roomPage(page)).toContainText('Plan');
  await expect(button(page, 'Edit')).toBeFocused();
  await openTab(sarah.page);
  await expect(roomPage(sarah.page).getByRole('listitem')).toHaveText(['beans', /^peas/]);
  await expect(roomPage(sarah.page).locator('strong')).toHaveText('soon');
  await expectFitForThumbs(sarah.page, 'the page of a room');
  for (const each of [maya, sarah]) await expect(line(each.page, 'Maya changed the page')).toHaveCount(1);
});

test('the page that one reads changes while another saves it', async () => {
  const { maya, sarah } = people;
  await button(sarah.page, 'Edit').tap();
  await field(sarah.page).fill('# Plan\n\nWater the beans.');
  await expectFitForThumbs(sarah.page, 'the editor of a page');
  await button(sarah.page, 'Save').tap();
  await expect(roomPage(maya.page)).toContainText('Water the beans.');
  await expect(roomPage(maya.page).getByRole('status')).toContainText('Sarah');
  await writes(sarah.page, '# Plan\n\nWater the beans twice.');
  await expect(roomPage(maya.page)).toContainText('twice');
  await expect(line(maya.page, 'Maya and Sarah changed the page')).toHaveCount(1);
});

test('a text that is not saved is there after a reload, and can be discarded', async () => {
  const { page } = people.maya;
  await roomPage(page).focus();
  await page.keyboard.press('e');
  await field(page).fill('# Plan\n\nMy own words.');
  await page.reload();
  await openTab(page);
  await expect(field(page)).toHaveValue('# Plan\n\nMy own words.');
  await field(page).press('Escape');
  await expect(page.getByRole('dialog', { name: 'Discard your changes?' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(field(page)).toHaveValue('# Plan\n\nMy own words.');
  await button(page, 'Cancel').click();
  await page.getByRole('button', { name: 'Discard', exact: true }).click();
  await expect(roomPage(page)).toContainText('twice');
  await button(page, 'Edit').click();
  await button(page, 'Cancel').click();
  await expect(button(page, 'Edit')).toBeFocused();
});

test('of two who write at the same time, the second keeps its text and sees the difference', async () => {
  const { maya, sarah } = people;
  await button(maya.page, 'Edit').click();
  await field(maya.page).fill('# Plan\n\nFrom Maya.');
  await writes(sarah.page, '# Plan\n\nFrom Sarah.');
  await expect(notice(maya.page)).toContainText(/Sarah saved the page at .* Your text is kept here/);
  await expect(field(maya.page)).toHaveValue('# Plan\n\nFrom Maya.');
  await button(maya.page, 'Save').click();
  const difference = roomPage(maya.page).getByLabel('Differences, line by line');
  await expect(difference).toContainText('-From Sarah.');
  await expect(difference).toContainText('+From Maya.');
  expect(await stored()).toMatchObject({ content: '# Plan\n\nFrom Sarah.' });
  await expectAccessibleInBothThemes(maya.page, 'a conflict on a page');

  // She continues with her text, and a third version comes meanwhile.
  await button(maya.page, 'Keep editing').click();
  await expect(notice(maya.page)).toHaveCount(0);
  await field(maya.page).fill('# Plan\n\nFrom Sarah.\nFrom Maya.');
  await button(maya.page, 'Save').click();
  await expect(field(maya.page)).toHaveCount(0);
  expect(await stored()).toMatchObject({ content: '# Plan\n\nFrom Sarah.\nFrom Maya.' });

  await button(sarah.page, 'Edit').tap();
  await field(sarah.page).fill('Only mine.');
  await writes(maya.page, 'Only hers.');
  await expect(notice(sarah.page)).toContainText('Maya');
  await expectFitForThumbs(sarah.page, 'a conflict on a page');
  await button(sarah.page, 'Use mine').tap();
  await expect(field(sarah.page)).toHaveCount(0);
  expect(await stored()).toMatchObject({ content: 'Only mine.' });

  await button(sarah.page, 'Edit').tap();
  await field(sarah.page).fill('Not this.');
  await writes(maya.page, 'Hers, after all.');
  await button(sarah.page, 'Use theirs').tap();
  await sarah.page.getByRole('dialog', { name: 'Use the saved page?' }).getByRole('button', { name: 'Use theirs' }).tap();
  await expect(roomPage(sarah.page)).toContainText('Hers, after all.');
});

test('the versions are listed, compared and restored', async () => {
  const { maya, sarah } = people;
  const { page } = maya;
  await button(page, 'Versions').click();
  const rows = roomPage(page).getByRole('list').getByRole('button');
  await expect(rows.first()).toHaveText(/^Version \d+ · Now\s*Maya/);
  await expect(rows.last()).toHaveText(/^Version 1\s*Maya/);
  await expectAccessibleInBothThemes(page, 'the versions of a page');
  await rows.nth(-2).click();
  await expect(roomPage(page)).toContainText('Water the beans.');
  await roomPage(page).getByRole('tab', { name: 'Changes', exact: true }).click();
  await expect(roomPage(page).getByLabel('Differences, line by line')).toContainText('-- beans');
  await roomPage(page).getByRole('tab', { name: 'Until now' }).click();
  await expect(roomPage(page).getByLabel('Differences, line by line')).toContainText('+Hers, after all.');
  await expectAccessibleInBothThemes(page, 'a version of a page');
  await button(page, 'Restore').click();
  for (const each of [maya, sarah]) await expect(roomPage(each.page)).toContainText('Water the beans.');
  await expect(button(page, 'Edit')).toBeFocused();
});

test('an agent reads and writes the page with the command', async () => {
  const { maya } = people;
  await button(maya.page, 'Edit').click();
  await field(maya.page).fill('Maya was here.');
  expect(await lanai(['page', 'garden'])).toContain('Water the beans.');
  expect(await lanai(['page', 'garden', '--set', '-'], 'Rune wrote this.\n\n| a | b |\n|---|---|\n| 1 | 2 |')).toContain('version');
  await expect(notice(maya.page)).toContainText('Rune saved the page');
  await button(maya.page, 'Use theirs').click();
  await maya.page.getByRole('dialog').getByRole('button', { name: 'Use theirs' }).click();
  await expect(roomPage(maya.page).getByRole('cell')).toHaveText(['1', '2']);
  await expect(line(maya.page, /Rune changed the page$/)).toBeVisible();
  await expect(lanai(['page', 'garden', '--set', '-', '--expected', '1'], 'stale')).rejects.toThrow(/version/);
});

test('a long page with wide tables and code stays in its box', async () => {
  const { maya, sarah } = people;
  const row = (cell: string): string => `|${Array.from({ length: 12 }, () => ` ${cell} `).join('|')}|`;
  const lines = Array.from({ length: 200 }, (_, index) => `## Part ${index}\n\nWords of it.`);
  const code = `\`\`\`\n${'wide '.repeat(80)}\n\`\`\``;
  await writes(maya.page, [row('head'), row('---'), row('unbreakable'), '', code, '<img src=x onerror=alert(1)>', ...lines].join('\n'));
  for (const { page } of [maya, sarah]) {
    await expect(roomPage(page)).toContainText('Part 199');
    await expect(roomPage(page).locator('img')).toHaveCount(0);
  }
  await expectFitForThumbs(sarah.page, 'a long page');
});

test('a connection that comes back brings the page, and an archived room keeps it', async () => {
  const { maya, sarah } = people;
  await sarah.context.setOffline(true);
  await writes(maya.page, 'Written meanwhile.');
  await sarah.context.setOffline(false);
  await expect(roomPage(sarah.page)).toContainText('Written meanwhile.');
  await command(maya.page, 'archive_room', { room_id: room.id });
  for (const { page } of [maya, sarah]) {
    await expect(button(page, 'Edit')).toHaveCount(0);
    await expect(roomPage(page)).toContainText('Written meanwhile.');
  }
  await button(maya.page, 'Versions').click();
  await roomPage(maya.page).getByRole('list').getByRole('button').last().click();
  await expect(roomPage(maya.page)).toContainText('peas');
  await expect(button(maya.page, 'Restore')).toHaveCount(0);
});

test('the page of a sealed room is read and written with its key only', async ({ browser }) => {
  const { maya } = people;
  const { page } = maya;
  const { key, room_id } = await makeVault(page);
  const vaultPage = (of: Page): Locator => panel(of).getByRole('region', { name: 'Page of vault' });
  await panel(page).getByRole('tab', { name: 'Page' }).click();
  await vaultPage(page).getByRole('button', { name: 'Write the page' }).click();
  await vaultPage(page).getByRole('textbox').fill('The heron nests.');
  expect(await page.evaluate(() => Object.values(localStorage).join())).not.toContain('heron');
  await vaultPage(page).getByRole('button', { name: 'Save', exact: true }).click();
  await expect(vaultPage(page)).toContainText('The heron nests.');
  const stored = await command<{ page: RoomPage }>(page, 'get_room_page', { room_id });
  expect(stored.page.content).toMatch(/^lsm1:/);

  const { page: sarah, context } = await comeIn(browser, page, room_id);
  await panel(sarah).getByRole('tab', { name: 'Page' }).click();
  await expect(vaultPage(sarah)).toContainText('Sealed message');
  await expect(vaultPage(sarah).getByRole('button', { name: 'Edit' })).toHaveCount(0);
  await enterKey(sarah, key);
  await expect(vaultPage(sarah)).toContainText('The heron nests.');
  await vaultPage(sarah).getByRole('button', { name: 'Edit' }).click();
  await vaultPage(sarah).getByRole('textbox').fill('The heron has left.');
  await sarah.keyboard.press('Control+Enter');
  await expect(vaultPage(page)).toContainText('The heron has left.');
  await vaultPage(page).getByRole('button', { name: 'Versions' }).click();
  await vaultPage(page).getByRole('list').getByRole('button').last().click();
  await vaultPage(page).getByRole('tab', { name: 'Until now' }).click();
  await expect(vaultPage(page).getByLabel('Differences, line by line')).toContainText('+The heron has left.');
  await vaultPage(page).getByRole('button', { name: 'Restore' }).click();
  await expect(vaultPage(sarah)).toContainText('The heron nests.');
  await expect(vaultPage(sarah)).not.toContainText(/Sealed (?:as|by|long)/);
  await context.close();
});

const LANAI = path.resolve(import.meta.dirname, '..', process.env.LANAI_E2E_DIST ?? 'dist', 'cli', 'lanai.cjs');

/** The command as an agent's own process. Returns what it wrote. */
async function lanai(args: readonly string[], input = ''): Promise<string> {
  const { home } = people;
  const env = { ...process.env, LANAI_URL: home.ready.url, LANAI_KEY: await home.agentKey(), LANAI_NAME: 'Rune' };
  return new Promise((resolve, reject) => {
    const child = execFile(process.execPath, [LANAI, ...args], { env }, (error, out, err) =>
      error ? reject(new Error(`${err}${out}`)) : resolve(out),
    );
    child.stdin?.end(input);
  });
}
