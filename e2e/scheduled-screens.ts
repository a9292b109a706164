// The dialogs of messages that are sent later.
import { expect, type Locator } from '@playwright/test';
import { command } from './home.ts';
import type { Place, Screen } from './screens.ts';
import { fixedId } from './steady.ts';

const DAY_MS = 24 * 60 * 60 * 1000;
const field = ({ page, say }: Place): Locator => page.getByRole('textbox', { name: say('Message launch-plan') });

export const SCHEDULED_SCREENS: readonly Screen[] = [
  {
    name: 'scheduled',
    async open({ page, scene, say }) {
      const written = { room_id: fixedId(scene.room.name), content: 'garden', send_at: Date.now() + DAY_MS };
      for (const repeat of [null, { every: 'weekday', time_zone: 'UTC' }]) await command(page, 'schedule_message', { ...written, repeat });
      await page
        .getByRole('main')
        .getByRole('button', { name: say('Show'), exact: true })
        .click();
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByRole('listitem')).toHaveCount(2);
      return dialog;
    },
    async end({ page }) {
      const { scheduled } = await command<{ scheduled: { id: string }[] }>(page, 'list_scheduled', {});
      for (const { id } of scheduled) await command(page, 'cancel_scheduled', { scheduled_id: id });
    },
    // The time, which is that of the server.
    mask: ({ page }) => [page.getByRole('dialog').getByRole('listitem').locator('p:first-child')],
  },
  {
    name: 'send-later',
    async open(place) {
      const { page, say } = place;
      await field(place).fill('garden');
      await page.getByRole('button', { name: say('Send'), exact: true }).click({ button: 'right' });
      await page.getByRole('menuitem', { name: say('Choose date and time') }).click();
      const dialog = page.getByRole('dialog');
      await expect(dialog).toBeVisible();
      return dialog;
    },
    end: (place) => field(place).fill(''),
  },
];
