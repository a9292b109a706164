// An agent asks before it acts: a process that waits, its owner in the desktop app, and a friend who looks on.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer } from './home.ts';
import { twoPeople } from './two-people.ts';

const people = twoPeople();
const CLI = path.resolve(import.meta.dirname, '..', process.env.LANAI_E2E_DIST ?? 'dist', 'cli/lanai.cjs');
let room: Room;

test.describe.configure({ mode: 'serial', timeout: 60_000 });

test.beforeAll(async () => {
  const { maya, sarah, home } = people;
  room = await command<Room>(maya.page, 'create_room', { name: 'garden', public: true });
  await command(sarah.page, 'join_room', { room_id: room.id });
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'garden')).toBeVisible();
  }
});

/** A process that asks, and ends with what was decided. */
function ask(title: string, ...more: string[]): Promise<number | null> {
  const { url, keyFile } = people.home.ready;
  const args = [CLI, 'ask', room.id, title, '--name', 'Rune', '--url', url, '--key-file', keyFile, ...more];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  return new Promise((resolve) => child.once('exit', resolve));
}

const card = (page: Page, title: string): Locator => page.getByRole('log', { name: 'Messages' }).getByRole('region', { name: title });

test('the owner allows it, a friend sees for whom it waits, and the agent continues', async () => {
  const { maya, sarah } = people;
  const asked = ask('Delete the build folder', '--command', 'rm -r build', '--reason', 'It is stale.', '--session');
  const mine = card(maya.page, 'Delete the build folder');
  await expect(mine).toContainText('rm -r build');
  await expect(mine.getByRole('button')).toHaveText(['Allow once', 'Allow for this session', 'Reject']);
  const theirs = card(sarah.page, 'Delete the build folder');
  await expect(theirs).toContainText('Waits for the approval of Maya');
  await expect(theirs.getByRole('button')).toHaveCount(0);
  await expectAccessibleInBothThemes(maya.page);
  await mine.getByRole('button', { name: 'Allow once' }).press('Enter');
  for (const { page } of [maya, sarah])
    await expect(page.getByRole('region', { name: 'Approval: Delete the build folder' })).toContainText(/Allowed once by Maya · /);
  expect(await asked).toBe(0);
});

test('a long detail is shown whole before it can be allowed, and a rejection ends the agent', async () => {
  const { maya } = people;
  const script = Array.from({ length: 40 }, (_line, at) => `echo ${at}`).join('\n');
  const asked = ask('Run a long script', '--command', `${script}\nrm \u202Ehidden`);
  const mine = card(maya.page, 'Run a long script');
  await expect(mine.getByRole('button', { name: 'Allow once' })).toBeDisabled();
  await expect(mine).not.toContainText('⟨U+202E⟩');
  await mine.getByRole('button', { name: 'Show all 41 lines' }).click();
  await expect(mine).toContainText('rm ⟨U+202E⟩hidden');
  await expect(mine.getByRole('button', { name: 'Allow once' })).toBeEnabled();
  await mine.getByRole('button', { name: 'Reject' }).click();
  expect(await asked).toBe(3);
});

test('what waits is listed above the rooms, and leads to the card', async () => {
  const { maya, home } = people;
  await maya.page.goto(`${home.ready.url}/#/room/lobby`);
  const asked = ask('Water the plants');
  const row = maya.page.getByRole('button', { name: /Waits for you/ });
  await expect(row).toContainText('1');
  await row.click();
  const dialog = maya.page.getByRole('dialog', { name: 'Waits for you' });
  await expectAccessibleInBothThemes(maya.page);
  await dialog.getByRole('button', { name: /Water the plants/ }).click();
  await expect(card(maya.page, 'Water the plants')).toBeInViewport();
  await card(maya.page, 'Water the plants').getByRole('button', { name: 'Allow once' }).click();
  expect(await asked).toBe(0);
  await expect(row).toHaveCount(0);
});
