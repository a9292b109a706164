// An agent on this computer asks before it acts, and its owner answers in the desktop app.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { DIST, expect, testOnOneDesktop } from './desktop-app.ts';

const test = testOnOneDesktop();

test('a process waits until its owner allows it in the app', async ({ desktop: { page }, computer }) => {
  const cli = path.resolve(import.meta.dirname, '..', DIST, 'cli/lanai.cjs');
  const args = [cli, 'ask', 'lobby', 'Water the plants', '--name', 'Rune', '--command', 'water --all'];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, LANAI_HOME: computer.dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const card = page.getByRole('region', { name: 'Water the plants', exact: true });
  await expect(card).toContainText('water --all');
  await expect(page.getByRole('button', { name: /Waits for you/ })).toContainText('1');
  await card.getByRole('button', { name: 'Allow once' }).click();
  await expect(page.getByRole('region', { name: 'Approval: Water the plants' })).toContainText('Allowed once by ');
  expect(await ended).toBe(0);
});
