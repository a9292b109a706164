// Every screen that a home in the middle of a morning has, and how to get to it. `say` is the language it is in.
import { expect, type Locator, type Page } from '@playwright/test';
import type { TestHome } from './home.ts';
import { LAST_WORDS, type Scene } from './scene.ts';

/** English as it stands on the screen. */
export type Say = (english: string) => string;

export interface Place {
  page: Page;
  home: TestHome;
  scene: Scene;
  say: Say;
}

export interface Screen {
  name: string;
  /** Also at the width between a phone's and a desk's. */
  isMain?: boolean;
  /** What of it is of interest; missing: the whole window. */
  open(place: Place): Promise<Locator | void>;
}

export async function openRoom({ page, home, scene }: Place): Promise<void> {
  await page.goto(`${home.ready.url}/#/room/${scene.room.id}`);
  await expect(page.getByText(LAST_WORDS)).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

/** In a room, where nothing is open. */
export const ROOM_SCREENS: readonly Screen[] = [
  { name: 'room', isMain: true, open: async () => undefined },
  { name: 'tasks', open: (place) => tab(place, 'Tasks') },
  { name: 'files', open: (place) => tab(place, 'Files') },
  { name: 'about', open: (place) => tab(place, 'About') },
  { name: 'mention', open: ({ page }) => write(page, '@') },
  { name: 'commands', open: ({ page }) => write(page, '/') },
  {
    name: 'emoji',
    async open(place) {
      await press(place, 'Emoji');
      await expect(place.page.getByRole('option').nth(40)).toBeVisible();
      return place.page.getByRole('dialog', { name: place.say('Emoji') });
    },
  },
  { name: 'together', open: (place) => press(place, 'Vote, tasks and leader') },
];

/** Each is a dialog, which Escape closes. */
export const DIALOG_SCREENS: readonly Screen[] = [
  { name: 'palette', open: ({ page }) => opened(page, page.keyboard.press('Control+k')) },
  {
    name: 'search',
    async open(place) {
      const dialog = await byPalette(place, 'Search messages');
      await dialog.locator('input').first().fill('gate');
      await expect(dialog.getByText(LAST_WORDS).first()).toBeVisible();
      return dialog;
    },
  },
  { name: 'new-room', open: (place) => byPalette(place, 'Make a room') },
  { name: 'invites', open: (place) => byPalette(place, 'Invite a friend') },
  { name: 'agents', open: (place) => byPalette(place, 'Connect an agent') },
  {
    name: 'agent',
    async open(place) {
      const dialog = await byPalette(place, 'Connect an agent');
      await dialog.getByRole('button', { name: /^Ada/ }).click();
      return dialog;
    },
  },
  {
    name: 'add-members',
    open: (place) =>
      opened(
        place.page,
        place.page
          .getByRole('button', { name: place.say('Add'), exact: true })
          .first()
          .click(),
      ),
  },
  { name: 'vote', open: (place) => together(place, 'Start a vote') },
  { name: 'new-task', open: (place) => together(place, 'New task') },
  {
    name: 'task',
    open: ({ page }) => opened(page, page.getByRole('button', { name: 'Write the gate', exact: true }).first().click()),
  },
  {
    name: 'edit-room',
    async open(place) {
      await tab(place, 'About');
      return opened(place.page, place.page.getByRole('button', { name: place.say('Change this room') }).click());
    },
  },
];

/** The pages of the settings, by what they are called. */
export async function openSettings({ page, say }: Place): Promise<{ dialog: Locator; pages: Locator }> {
  const dialog = await opened(page, page.getByRole('button', { name: say('Settings') }).click());
  return { dialog, pages: dialog.getByRole('navigation').getByRole('button') };
}

async function tab({ page, say }: Place, name: string): Promise<void> {
  await page.getByRole('tab', { name: say(name) }).click();
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: /launch-plan/ }).fill(text);
  await expect(page.getByRole('listbox')).toBeVisible();
}

async function press({ page, say }: Place, name: string): Promise<void> {
  await page.getByRole('button', { name: say(name), exact: true }).click();
}

async function together(place: Place, item: string): Promise<Locator> {
  await press(place, 'Vote, tasks and leader');
  return opened(place.page, place.page.getByRole('menuitem', { name: place.say(item) }).click());
}

/** Whatever the palette knows can be reached from everywhere. */
async function byPalette({ page, say }: Place, name: string): Promise<Locator> {
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByRole('combobox').fill(say(name));
  await page.getByRole('option', { name: say(name), exact: true }).click();
  return page.getByRole('dialog');
}

async function opened(page: Page, doing: Promise<unknown>): Promise<Locator> {
  await doing;
  await expect(page.getByRole('dialog')).toBeVisible();
  return page.getByRole('dialog');
}
