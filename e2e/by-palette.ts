import type { Locator } from '@playwright/test';
import type { Place } from './screens.ts';

/** Opens the dialog of a command of the palette. */
export async function byPalette({ page, say }: Place, name: string): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(say(name));
  await page.getByRole('option', { name: say(name), exact: true }).click();
  return page.getByRole('dialog');
}
