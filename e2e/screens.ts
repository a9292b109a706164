// Every screen that a home in the middle of a morning has, and how to get to it. `say` is the language it is in.
import { expect, type Locator, type Page } from '@playwright/test';
import { AGENT_SCREENS } from './agent-screens.ts';
import { ASKING_SCREENS } from './asking-screens.ts';
import { atRest } from './at-rest.ts';
import { byPalette } from './by-palette.ts';
import type { Message } from '../src-shared/objects.ts';
import { command, type TestHome } from './home.ts';
import { PEOPLE_SCREENS } from './people-screens.ts';
import { PANEL_SCREENS } from './panel-screens.ts';
import { LAST_WORDS, TALK, type Scene } from './scene.ts';
import { SCHEDULED_SCREENS } from './scheduled-screens.ts';
import { fixedId } from './steady.ts';
import { STREAM_SCREEN } from './stream-screen.ts';

/** English as it stands on the screen. */
export type Say = (english: string) => string;

/** A steady page in the room of the talk. */
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
  /** The part of it that is of interest; missing: the whole window. */
  open(place: Place): Promise<Locator | void>;
  /** Takes back what `open` changed in the home. */
  end?(place: Place): Promise<unknown>;
  /** The parts that only this machine draws as it does. */
  mask?(place: Place): Locator[];
}

export async function openRoom({ page, home, scene }: Place): Promise<void> {
  await page.goto(`${home.ready.url}/#/room/${fixedId(scene.room.name)}`);
  await expect(page.getByText(LAST_WORDS)).toBeVisible({ timeout: 30_000 });
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
}

const talk = ({ page }: Place): Locator => page.getByRole('main');
const chart = ({ page, say }: Place): Locator => page.getByRole('log').getByRole('button', { name: say('Open error-rate.png') });

/** In a room, where nothing is open. Escape closes each. */
export const ROOM_SCREENS: readonly Screen[] = [
  { name: 'room', isMain: true, open: async () => undefined },
  { name: 'tasks', open: (place) => onPanel(place, 'Tasks') },
  { name: 'files', open: (place) => onPanel(place, 'Files') },
  { name: 'about', open: (place) => onPanel(place, 'About') },
  { name: 'mention', open: (place) => written(place, '@') },
  { name: 'commands', open: (place) => written(place, '/') },
  {
    name: 'emoji',
    async open(place) {
      await press(place, 'Emoji');
      await expect(place.page.getByRole('option').nth(40)).toBeVisible();
      return place.page.getByRole('dialog', { name: place.say('Emoji') });
    },
    // The emoji are drawn by the system.
    mask: ({ page }) => [page.getByRole('dialog').getByRole('listbox')],
  },
  {
    name: 'together',
    async open(place) {
      await press(place, 'Vote, tasks and leader');
      return talk(place);
    },
  },
  {
    name: 'more',
    async open(place) {
      await over(place, 'More');
      return talk(place);
    },
  },
  {
    name: 'reply',
    async open(place) {
      await over(place, 'Reply');
      return talk(place);
    },
  },
  {
    name: 'find',
    async open(place) {
      const { page, say } = place;
      await page.getByRole('button', { name: say('Search in this room') }).click();
      await page.getByRole('search').getByRole('textbox').fill('gate');
      await expect(page.getByRole('search')).toContainText('2');
      return talk(place);
    },
  },
  {
    name: 'card',
    async open({ page, say }) {
      await page.getByRole('tab', { name: say('Members') }).click();
      await page
        .getByRole('complementary')
        .getByRole('button', { name: say('About Ada'), exact: true })
        .click();
      return page.getByRole('dialog', { name: say('About Ada') });
    },
  },
  {
    name: 'thread',
    async open(place) {
      await over(place, 'Reply in thread');
      const thread = place.page.getByRole('complementary', { name: place.say('Thread') });
      await expect(thread.getByRole('article')).toBeVisible();
      return thread;
    },
  },
  ...PANEL_SCREENS,
  STREAM_SCREEN,
  ...ASKING_SCREENS,
  {
    name: 'thought',
    async open(place) {
      const list = place.page.getByRole('log');
      // To press it, Playwright would scroll to it, and where the list stands then depends on how often it tried.
      await list.evaluate((element) => (element.scrollTop = 0));
      await atRest(list);
      await list.getByRole('button', { name: /Read plan\.md/ }).click();
      return talk(place);
    },
  },
  {
    name: 'picture',
    async open(place) {
      // As long as a list moves its rows take no press.
      await chart(place).scrollIntoViewIfNeeded();
      await atRest(place.page.getByRole('log'));
      await chart(place).click();
      await expect(place.page.getByRole('dialog').locator('img')).toBeVisible();
    },
  },
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
  {
    name: 'sealed-room',
    async open(place) {
      const dialog = await byPalette(place, 'Make a room');
      await dialog.getByRole('button', { name: place.say('Make room') }).click();
      await dialog.getByRole('checkbox').first().check();
      return dialog;
    },
    // Its key.
    mask: ({ page }) => [page.getByRole('dialog').locator('code')],
  },
  { name: 'browse-rooms', open: (place) => byPalette(place, 'Browse rooms') },
  {
    name: 'move-room',
    async open({ page, say }) {
      await page.locator('[data-room-title]').click({ button: 'right' });
      return opened(page, page.getByRole('menuitem', { name: say('Move to section') }).click());
    },
  },
  {
    name: 'saved',
    async open(place) {
      await eachSaved(place, async (saved_id, room_id) => command(place.page, 'save_message', { room_id, message_id: saved_id }));
      const dialog = await byPalette(place, 'Saved messages');
      await expect(dialog.getByRole('listitem')).toHaveCount(SAVED_COUNT);
      return dialog;
    },
    end: (place) => eachSaved(place, async (saved_id) => command(place.page, 'unsave', { saved_id })),
  },
  { name: 'remind', open: (place) => byPalette(place, 'Set a reminder') },
  ...SCHEDULED_SCREENS,
  { name: 'invites', open: (place) => byPalette(place, 'Invite a friend') },
  {
    name: 'invite',
    async open(place) {
      const dialog = await byPalette(place, 'Invite a friend');
      await dialog.getByRole('button', { name: place.say('Make invite') }).click();
      await expect(dialog.getByLabel(place.say('Invite link'))).toBeVisible();
      return dialog;
    },
  },
  ...AGENT_SCREENS,
  {
    name: 'add-members',
    open: ({ page, say }) =>
      opened(
        page,
        page
          .getByRole('button', { name: say('Add'), exact: true })
          .first()
          .click(),
      ),
  },
  ...PEOPLE_SCREENS,
  { name: 'vote', open: (place) => together(place, 'Start a vote') },
  { name: 'new-task', open: (place) => together(place, 'New task') },
  {
    name: 'task',
    async open({ page }) {
      const task = page.getByRole('button', { name: 'Write the gate', exact: true }).first();
      // To press it, it is scrolled to. As long as a list moves its rows take no press, and one may begin before and end in it.
      await expect(async () => {
        await task.click();
        await expect(page.getByRole('dialog')).toBeVisible({ timeout: 1_000 });
      }).toPass();
      return page.getByRole('dialog');
    },
  },
  {
    name: 'delete',
    async open(place) {
      await over(place, 'More');
      return opened(place.page, place.page.getByRole('menuitem', { name: place.say('Delete') }).click());
    },
  },
  {
    name: 'edit-room',
    async open(place) {
      await onPanel(place, 'About');
      return opened(place.page, place.page.getByRole('button', { name: place.say('Room settings') }).click());
    },
  },
];

const SAVED_COUNT = 3;
const isPlain = ({ kind, content }: Message): boolean => kind === 'chat' && !content.includes('```');

/** Some messages of the room of the talk, one after the other. */
async function eachSaved({ page, scene }: Place, run: (id: string, roomId: string) => Promise<unknown>): Promise<void> {
  const room_id = fixedId(scene.room.name);
  const { messages } = await command<{ messages: Message[] }>(page, 'get_history', { room_id });
  for (const { id } of messages.filter(isPlain).slice(0, SAVED_COUNT)) await run(id, room_id);
}

/** The pages of the settings, by what they are called. */
export async function openSettings({ page, say }: Place): Promise<{ dialog: Locator; pages: Locator }> {
  const dialog = await opened(page, page.getByRole('button', { name: say('Settings') }).click());
  return { dialog, pages: dialog.getByRole('navigation').getByRole('button') };
}

async function onPanel({ page, say }: Place, name: string): Promise<Locator> {
  await page.getByRole('tab', { name: say(name) }).click();
  return page.getByRole('complementary', { name: say('Members and details') });
}

async function written(place: Place, text: string): Promise<Locator> {
  const { page, say } = place;
  await page.getByRole('textbox', { name: say('Message launch-plan') }).fill(text);
  await expect(page.getByRole('listbox')).toBeVisible();
  return talk(place);
}

/** One of the buttons that are there while the mouse is over a message. */
async function over({ page, say }: Place, name: string): Promise<void> {
  // A list that moves takes the message away from under the mouse, and its buttons with it.
  await expect(async () => {
    await page.getByText(TALK.never.slice(-20)).hover();
    await page.getByRole('button', { name: say(name), exact: true }).click({ timeout: 1_000 });
  }).toPass();
}

async function press({ page, say }: Place, name: string): Promise<void> {
  await page.getByRole('button', { name: say(name), exact: true }).click();
}

async function together(place: Place, item: string): Promise<Locator> {
  await press(place, 'Vote, tasks and leader');
  return opened(place.page, place.page.getByRole('menuitem', { name: place.say(item) }).click());
}

/** By the palette, which is reachable from every screen. */
async function opened(page: Page, doing: Promise<unknown>): Promise<Locator> {
  await doing;
  await expect(page.getByRole('dialog')).toBeVisible();
  return page.getByRole('dialog');
}
