// The switch with which programs written for ClawChat find the home, in a folder that is not the real one.
import { access, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { enterAsOwner, startHome } from './home.ts';

test('ClawChat is switched on and off in Settings, which show where programs find the home', async ({ browser }) => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'lanai-home-'));
  const home = await startHome({ env: { HOME: folder, LANAI_CLAWCHAT_PORT: '0' } });
  const maya = await enterAsOwner(browser, home);
  try {
    const { page } = maya;
    const file = path.join(folder, '.clawchat/auth.key');
    await page.getByRole('button', { name: 'Settings' }).click();
    const settings = page.getByRole('dialog', { name: 'Settings' });
    await settings.getByRole('button', { name: 'Home', exact: true }).click();
    const box = settings.getByRole('checkbox', { name: 'Answer programs written for ClawChat' });
    await expect(box).toBeEnabled();
    await box.focus();
    await page.keyboard.press('Space');
    await expect(settings.getByText(file)).toContainText(/127\.0\.0\.1:\d+/);
    await expect(box).toBeChecked();
    await access(file);
    await box.click();
    await expect(settings.getByText(file)).toHaveCount(0);
    await expect(access(file)).rejects.toThrow('ENOENT');
  } finally {
    await maya.context.close();
    await home.close();
    await rm(folder, { recursive: true });
  }
});
