// Documents between two people: looked at page by page, and hostile ones, which do nothing.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { listenForComplaints } from './complaints.ts';
import { composer, enterAsFriend, enterAsOwner, message, startHome, type TestHome, type Visitor } from './home.ts';
import { pdfFile } from './pdf-file.ts';

let home: TestHome;
let maya: Visitor;
let sarah: Visitor;
const complaints: string[] = [];

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome();
  maya = await enterAsOwner(browser, home);
  sarah = await enterAsFriend(browser, maya.page, home, 'Sarah');
  for (const { page } of [maya, sarah]) {
    listenForComplaints(page, complaints);
    await page.goto(`${home.ready.url}/#/room/lobby`);
    await expect(composer(page, 'lobby')).toBeVisible();
  }
});

test.afterAll(async () => {
  await maya?.context.close();
  await sarah?.context.close();
  await home?.close();
});

async function give(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.getByLabel('Files to attach').setInputFiles([{ name, buffer, mimeType: 'application/pdf' }]);
  await composer(page, 'lobby').fill(`Here is ${name}`);
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute('aria-disabled', 'false');
  await composer(page, 'lobby').press('Enter');
}

async function look(page: Page, name: string): Promise<Locator> {
  await message(page, `Here is ${name}`).getByRole('button', { name: 'Preview' }).click();
  const dialog = page.getByRole('dialog', { name });
  await expect(dialog).toBeVisible();
  return dialog;
}

/** How many points of a page are not white. */
function inkOn(page: Locator): Promise<number> {
  return page.locator('canvas').evaluate((canvas: HTMLCanvasElement) => {
    const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [] };
    let ink = 0;
    for (let at = 0; at < data.length; at += 4) if (data[at] !== undefined && data[at]! < 128 && data[at + 3]! > 0) ink += 1;
    return ink;
  });
}

test('a document is read page by page, by eye and by a screen reader, and in another size', async () => {
  await give(
    sarah.page,
    'plan.pdf',
    pdfFile({ pages: ['Aloha from page one', ...Array.from({ length: 28 }, (_, at) => `Page ${at + 2}`), 'The end'] }),
  );
  const { page } = maya;
  const dialog = await look(page, 'plan.pdf');
  await expect(dialog).toContainText('30 pages');
  const first = dialog.getByRole('listitem', { name: 'Page 1 of 30' });
  await expect(first).toContainText('Aloha from page one');
  await expect.poll(() => inkOn(first)).toBeGreaterThan(100);
  await expectAccessibleInBothThemes(page, 'a document');
  // Pages far away have a place and no drawing.
  const last = dialog.getByRole('listitem', { name: 'Page 30 of 30' });
  await expect(last.locator('canvas')).toHaveCount(0);
  await last.scrollIntoViewIfNeeded();
  await expect(last).toContainText('The end');
  await expect.poll(() => inkOn(last)).toBeGreaterThan(50);
  await expect(first.locator('canvas')).toHaveCount(0);
  const before = (await last.boundingBox())?.width ?? 0;
  await page.keyboard.press('-');
  await expect.poll(async () => (await last.boundingBox())?.width).toBeLessThan(before);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(message(page, 'Here is plan.pdf').getByRole('button', { name: 'Preview' })).toBeFocused();
});

test('on a phone a page is as wide as the screen', async () => {
  const { page } = sarah;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(`${home.ready.url}/#/room/lobby`);
  const dialog = await look(page, 'plan.pdf');
  const first = dialog.getByRole('listitem', { name: 'Page 1 of 30' });
  await expect.poll(() => inkOn(first)).toBeGreaterThan(50);
  const box = await first.boundingBox();
  expect(box?.width).toBeLessThanOrEqual(390);
  expect(box?.width).toBeGreaterThan(340);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.setViewportSize({ width: 1280, height: 720 });
});

test('an invalid or locked document says so and can be downloaded', async () => {
  await give(sarah.page, 'torn.pdf', pdfFile({ pages: ['Gone'] }).subarray(0, 120));
  const locked = '/V 1/R 2/Length 40/Filter/Standard/O<' + '00'.repeat(32) + '>/U<' + '00'.repeat(32) + '>/P -4';
  const whole = pdfFile({ pages: ['A secret'], objects: [`<<${locked}>>`] }).toString('latin1');
  await give(sarah.page, 'locked.pdf', Buffer.from(whole.replace('trailer<<', 'trailer<</ID[<00><00>]/Encrypt 6 0 R'), 'latin1'));
  for (const [name, says] of [
    ['torn.pdf', 'This document cannot be shown'],
    ['locked.pdf', 'This document is locked with a password'],
  ] as const) {
    const dialog = await look(maya.page, name);
    await expect(dialog.getByRole('alert')).toContainText(says);
    await expect(dialog.getByRole('link', { name: `Download ${name}` })).toBeVisible();
    await maya.page.keyboard.press('Escape');
  }
});

test('a page that cannot be shown says so, and the other pages are shown, also in the dark theme', async () => {
  const whole = pdfFile({ pages: ['Page one', 'Page two'] }).toString('latin1');
  // The second of them is not where the first says it is.
  await give(sarah.page, 'half.pdf', Buffer.from(whole.replace('Kids[4 0 R 6 0 R]', 'Kids[4 0 R 9 0 R]'), 'latin1'));
  const { page } = maya;
  const dialog = await look(page, 'half.pdf');
  await expect(dialog.getByRole('listitem', { name: 'Page 1 of 2' })).toContainText('Page one');
  await expect(dialog.getByRole('listitem', { name: 'Page 2 of 2' })).toContainText('This page cannot be shown.');
  await expectAccessibleInBothThemes(page, 'half a document');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.keyboard.press('Escape');
});

test('actions inside a document do not run', async () => {
  const script = '<</S/JavaScript/JS(app.alert\\(1\\);this.getURL\\("https://example.org/"\\))>>';
  const link = '<</Type/Annot/Subtype/Link/Rect[0 0 595 842]/A<</S/URI/URI(javascript:alert\\(1\\))>>>>';
  const hostile = pdfFile({ pages: ['Press me'], catalog: `/OpenAction ${script}/AA<</WC ${script}>>`, objects: [link] });
  const asked: string[] = [];
  maya.page.on('request', (request) => asked.push(request.url()));
  await give(sarah.page, 'hostile.pdf', hostile);
  const dialog = await look(maya.page, 'hostile.pdf');
  const only = dialog.getByRole('listitem', { name: 'Page 1 of 1' });
  await expect(only).toContainText('Press me');
  await only.click();
  await expect(dialog.getByRole('link')).toHaveCount(1);
  expect(asked.filter((url) => !url.startsWith(home.ready.url) && !url.startsWith('blob:'))).toEqual([]);
  expect(complaints).toEqual([]);
});
