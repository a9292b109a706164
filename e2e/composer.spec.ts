// The composer's lists, emoji and commands, code in its colours: what one does and the other sees.
import { expect, test, type Locator, type Page } from '@playwright/test';
import type { Room } from '../src-shared/objects.ts';
import { expectAccessible } from './accessibility.ts';
import { command, composer, message, say, sidebarRow } from './home.ts';
import { pressOver } from './over-message.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople();
const refused: string[] = [];

test.beforeAll(async () => {
  const room = await command<Room>(maya.page, 'create_room', { name: 'launch-plan', public: true });
  for (const { page } of [maya, sarah]) {
    page.on('console', (said) => {
      if (said.text().includes('Content Security Policy')) refused.push(said.text());
    });
    await page.goto(`${home.ready.url}/#/room/${room.id}`);
    await expect(composer(page, 'launch-plan')).toBeVisible();
  }
});

test('an emoji is completed by its name, and a whole name becomes one', async () => {
  const field = composer(maya.page, 'launch-plan');
  await field.pressSequentially('Shipped :tad');
  await expect(maya.page.getByRole('option', { name: ':tada:' })).toBeVisible();
  await field.press('Enter');
  await expect(field).toHaveValue('Shipped 🎉 ');
  await field.pressSequentially('and :rocket: at 9:15');
  await field.press('Enter');
  await expect(message(sarah.page, 'Shipped 🎉 and 🚀 at 9:15')).toHaveCount(1);
});

test('the picker puts an emoji at the caret, in the tone that was chosen', async () => {
  const { page } = maya;
  await composer(page, 'launch-plan').fill('Hello ');
  await page.getByRole('button', { name: 'Emoji', exact: true }).click();
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  await picker.getByRole('button', { name: 'Skin tone: dark' }).click();
  await picker.getByRole('combobox', { name: 'Search emoji' }).fill('wave');
  await picker.getByRole('combobox', { name: 'Search emoji' }).press('Enter');
  await expect(composer(page, 'launch-plan')).toHaveValue('Hello 👋🏿');
  await composer(page, 'launch-plan').press('Enter');
  await expect(message(sarah.page, 'Hello 👋🏿')).toHaveCount(1);
});

/** Tests that need a message have it also when they run alone, as a retry does. */
async function ensureSaid(text: string): Promise<void> {
  if ((await message(sarah.page, text).count()) === 0) await say(maya.page, 'launch-plan', text);
  for (const { page } of [maya, sarah]) await expect(message(page, text).first()).toBeVisible();
}

test('the picker is whole inside the window, wherever its button is and however small the window', async () => {
  const { page } = maya;
  await ensureSaid('Hello');
  const picker = page.getByRole('dialog', { name: 'Emoji' });
  const expectInside = async (): Promise<void> => {
    const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
    const box = await picker.boundingBox();
    expect(box?.width).toBeGreaterThan(300);
    expect(box?.x).toBeGreaterThanOrEqual(0);
    expect(box?.y).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
  };
  for (const size of [
    { width: 1440, height: 900 },
    { width: 1000, height: 480 },
    { width: 660, height: 420 },
  ]) {
    await page.setViewportSize(size);
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await expectInside();
    await page.keyboard.press('Escape');
    await expect(picker).toHaveCount(0);
    await pressOver(message(page, 'Hello'), 'React', page.getByRole('button', { name: 'More emoji' }));
    await page.getByRole('button', { name: 'More emoji' }).click();
    await expectInside();
    await page.keyboard.press('Escape');
    await expect(picker).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: 'More emoji' })).toHaveCount(0);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
});

test('any emoji can be a reaction, and the one used last is offered first', async () => {
  const { page } = sarah;
  for (const text of ['Shipped', 'Hello']) await ensureSaid(text);
  await pressOver(message(page, 'Shipped'), 'React', page.getByRole('button', { name: 'More emoji' }));
  await page.getByRole('button', { name: 'More emoji' }).click();
  await page.getByRole('combobox', { name: 'Search emoji' }).fill('unicorn');
  await expect(page.getByRole('option', { name: /unicorn/i }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(message(maya.page, 'Shipped').getByRole('button', { name: /🦄/ })).toBeVisible();
  const offered = message(page, 'Hello').getByRole('button', { name: /^React with/ });
  await pressOver(message(page, 'Hello'), 'React', offered.first());
  await expect(offered.first()).toHaveAccessibleName('React with 🦄');
  await page.keyboard.press('Escape');
});

test('a slash offers the commands and runs the chosen one', async () => {
  const { page } = maya;
  const field = composer(page, 'launch-plan');
  await field.pressSequentially('/top');
  await expect(page.getByRole('option', { name: /\/topic.*Set the topic of this room/ })).toBeVisible();
  await field.press('Enter');
  await expect(field).toHaveValue('/topic ');
  await field.pressSequentially('Ship on Friday');
  await field.press('Enter');
  await expect(field).toHaveValue('');
  await expect(sarah.page.getByRole('banner').or(sarah.page.locator('header')).getByText('Ship on Friday')).toBeVisible();
});

test('a room is left after a question, and a public one can be joined again', async () => {
  const { page } = sarah;
  const field = composer(page, 'launch-plan');
  await field.fill('/leave');
  await field.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Leave launch-plan?' });
  await expect(dialog).toContainText('You can come back at any time');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(field).toBeVisible();
  await field.fill('/leave');
  await field.press('Enter');
  await dialog.getByRole('button', { name: 'Leave room' }).click();
  await expect(page.getByText('You left launch-plan')).toBeVisible();
  await expect(composer(page, 'lobby')).toBeVisible();
  const members = maya.page.getByRole('tabpanel');
  await expect(members.getByText('Sarah')).toHaveCount(0);
  await expect(sidebarRow(page, 'launch-plan')).toHaveCount(0);
  await page.getByRole('button', { name: 'Browse rooms' }).click();
  await page.getByRole('button', { name: 'Join launch-plan' }).click();
  await page.getByRole('button', { name: 'Open launch-plan' }).click();
  await expect(members.getByText('Sarah')).toBeVisible();
  await field.fill('Back again');
  await field.press('Enter');
  await expect(message(maya.page, 'Back again')).toBeVisible();
});

/** Until its files are uploaded a message is not sent. */
async function uploaded(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute('aria-disabled', 'false');
}

test('a long text that is pasted can be sent as a file instead', async () => {
  const { page, context } = maya;
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const field = composer(page, 'launch-plan');
  await field.fill('The log: ');
  await page.evaluate((text) => navigator.clipboard.writeText(text), 'line of a log\n'.repeat(200));
  await field.press('End');
  await field.press('ControlOrMeta+V');
  await expect(field).toHaveValue(/^The log: line of a log\n/);
  await page.getByRole('button', { name: 'Send as a file' }).click();
  await expect(field).toHaveValue('The log: ');
  await expect(page.getByText('pasted.txt')).toBeVisible();
  await uploaded(page);
  await field.press('Enter');
  await expect(message(sarah.page, 'The log:')).toContainText('pasted.txt');
});

/** The Enter that confirms a word, as browsers say it: before the end of the composition, and, in Safari, after it. */
const CONFIRMING = [
  ['Chromium', { isComposing: true, keyCode: 229 }],
  ['Safari', { isComposing: false, keyCode: 229 }],
] as const;

for (const [browser, key] of CONFIRMING)
  test(`the Enter that confirms a word of an input method sends nothing, as in ${browser}`, async () => {
    const { page } = maya;
    const field = composer(page, 'launch-plan');
    const before = await page.getByRole('article').count();
    await field.fill('にほんご');
    await field.evaluate((element, more) => {
      element.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', code: 'Enter', bubbles: true, cancelable: true, ...more }));
    }, key);
    await expect(field).toHaveValue('にほんご');
    expect(await page.getByRole('article').count()).toBe(before);
    await field.fill(':tada');
    await expect(page.getByRole('option', { name: ':tada:' })).toBeVisible();
    await field.evaluate((element, more) => {
      for (const pressed of ['Tab', 'Escape', 'Enter'])
        element.dispatchEvent(new KeyboardEvent('keydown', { key: pressed, code: pressed, bubbles: true, cancelable: true, ...more }));
    }, key);
    await expect(field).toHaveValue(':tada');
    await expect(page.getByRole('option', { name: ':tada:' })).toBeVisible();
    await field.fill('');
  });

/** Pastes it into the field; returns whether the app took it from the browser. */
function paste(field: Locator, text: string, name: string): Promise<boolean> {
  return field.evaluate(
    (element, [plain, file]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData('text/plain', plain);
      clipboardData.items.add(new File(['%PDF-1.4 x'], file, { type: 'application/pdf' }));
      return !element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
    },
    [text, name] as const,
  );
}

test('a file copied in a file manager is attached, and a text that comes with an image is pasted as text', async () => {
  const { page } = maya;
  const field = composer(page, 'launch-plan');
  const attached = page.getByRole('list', { name: 'Attached files' });
  expect(await paste(field, 'Dear Maya, here it is.', 'image.pdf')).toBe(false);
  await expect(attached).toHaveCount(0);
  expect(await paste(field, 'report.pdf', 'report.pdf')).toBe(true);
  await expect(attached).toContainText('report.pdf');
  await expect(field).toHaveValue('');
  await uploaded(page);
  await field.fill('Read it');
  await field.press('Enter');
  await expect(message(sarah.page, 'Read it')).toContainText('report.pdf');
});

test('an unknown command is refused and not sent, and two slashes send one', async () => {
  const field = composer(maya.page, 'launch-plan');
  await field.fill('/topci nothing');
  await field.press('Enter');
  await expect(maya.page.getByRole('alert').filter({ hasText: 'There is no command /topci' })).toBeVisible();
  await expect(field).toHaveValue('/topci nothing');
  await field.fill('//topic is how');
  await field.press('Enter');
  await expect(message(sarah.page, '/topic is how')).toHaveCount(1);
  await expect(message(sarah.page, 'topci')).toHaveCount(0);
});

test('code is coloured, and long code shows its start', async () => {
  await say(maya.page, 'launch-plan', `\`\`\`ts\nconst gate = 1;\n${'line();\n'.repeat(60)}\`\`\``);
  const shown = message(sarah.page, 'const gate');
  await expect(shown.locator('pre span', { hasText: /^const$/ })).toHaveClass(/violet/);
  const all = shown.getByRole('button', { name: /Show all \d+ lines/ }).first();
  await expect(all).toBeVisible();
});

for (const colorScheme of ['light', 'dark'] as const) {
  test(`the picker, the lists and code have no accessibility failures, ${colorScheme}`, async () => {
    const { page } = maya;
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await composer(page, 'launch-plan').fill('/');
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectAccessible(page);
    await composer(page, 'launch-plan').fill('');
    await page.getByRole('button', { name: 'Emoji', exact: true }).click();
    await expect(page.getByRole('option').first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    expect(refused).toEqual([]);
  });
}
