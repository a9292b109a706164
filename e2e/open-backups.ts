// The page of the settings that lists the backups.
import { expect, type Locator, type Page } from '@playwright/test';

export async function openBackups(page: Page): Promise<Locator> {
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: 'Settings' });
  await settings.getByRole('navigation').getByRole('button', { name: 'Home' }).click();
  await expect(settings.getByRole('button', { name: 'Back up now' })).toBeVisible();
  return settings;
}
