// Files between two people: attached, sent, seen, opened and had; and hostile ones, which must do nothing anywhere.
import { readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { expect, test, type CDPSession, type Page } from '@playwright/test';
import { PNG, squarePng } from '../src-main/gateway/testing/pictures.ts';
import { listenForComplaints, listenForDialogs } from './complaints.ts';
import { composer, enterAsFriend, enterAsOwner, message, startHome, type TestHome, type Visitor, signerOf } from './home.ts';

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

interface Named {
  name: string;
  buffer: Buffer;
}

async function attach(page: Page, ...files: Named[]): Promise<void> {
  // The declared type of a file must not matter, so each is declared as a picture.
  await page.getByLabel('Files to attach').setInputFiles(files.map((file) => ({ ...file, mimeType: 'image/png' })));
}

async function send(page: Page, text = ''): Promise<void> {
  await composer(page, 'lobby').fill(text);
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute('aria-disabled', 'false');
  await composer(page, 'lobby').press('Enter');
  await expect(page.getByRole('list', { name: 'Attached files' })).toHaveCount(0);
}

test('a picture is shown in its message, opened, and downloaded', async () => {
  await attach(sarah.page, { name: 'porch.png', buffer: PNG }, { name: 'notes.txt', buffer: Buffer.from('first line\nsecond line') });
  await expect(sarah.page.getByRole('list', { name: 'Attached files' }).getByRole('listitem')).toHaveCount(2);
  await send(sarah.page, 'Our porch');

  const there = message(maya.page, 'Our porch');
  const picture = there.getByRole('button', { name: 'Open porch.png' }).locator('img');
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => [image.complete, image.naturalWidth])).toEqual([true, 3]);
  await there.getByRole('button', { name: 'Preview' }).click();
  await expect(there.getByText('second line')).toBeVisible();

  await there.getByRole('button', { name: 'Open porch.png' }).click();
  const viewer = maya.page.getByRole('dialog', { name: 'porch.png' });
  await expect(viewer).toContainText('3 × 2');
  const downloading = maya.page.waitForEvent('download');
  await viewer.getByRole('link', { name: 'Download porch.png' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('porch.png');
  expect((await readFile(await download.path())).equals(PNG)).toBe(true);
  await viewer.press('Escape');
  await expect(there.getByRole('button', { name: 'Open porch.png' })).toBeFocused();
});

test('keys and swiping move between the pictures of one message', async () => {
  await attach(sarah.page, { name: 'one.png', buffer: PNG }, { name: 'two.png', buffer: squarePng(40) });
  await send(sarah.page, 'Two of them');
  const { page } = maya;
  await message(page, 'Two of them').getByRole('button', { name: 'Open one.png' }).click();
  const [one, two] = ['one.png', 'two.png'].map((name) => page.getByRole('dialog', { name }));
  await expect(one!).toContainText('1 of 2');
  await page.keyboard.press('ArrowRight');
  await expect(two!).toContainText('2 of 2');
  await page.keyboard.press('ArrowRight');
  await expect(two!).toBeVisible();
  await page.keyboard.press('+');
  await expect(two!.getByRole('button', { name: 'Fit to window' })).toBeVisible();
  await page.keyboard.press('-');
  await expect(two!.getByRole('button', { name: 'Show full size' })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(one!).toBeVisible();
  await swipe(page, -120);
  await expect(two!).toBeVisible();
  await swipe(page, 120);
  await expect(one!).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

/** A finger that goes over the middle of the window. */
async function swipe(page: Page, by: number): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  const at = (x: number) => ({ touchPoints: [{ x: 600 + x, y: 400 }] });
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', ...at(0) });
  for (const part of [0.25, 0.5, 0.75, 1]) await cdp.send('Input.dispatchTouchEvent', { type: 'touchMove', ...at(by * part) });
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await cdp.detach();
}

test('files wait in the draft, can be removed, and are listed in the room', async () => {
  const { page } = maya;
  await attach(page, { name: 'kept.txt', buffer: Buffer.from('kept') }, { name: 'not-kept.txt', buffer: Buffer.from('no') });
  await page.getByRole('button', { name: 'Remove not-kept.txt' }).click();
  const tray = page.getByRole('list', { name: 'Attached files' });
  await expect(tray).toContainText('4 bytes');
  await page.reload();
  await expect(tray).toContainText('kept.txt');
  await expect(tray).not.toContainText('not-kept');
  await send(page);
  await page.getByRole('tab', { name: 'Files' }).click();
  await expect(page.getByRole('list', { name: 'Files' }).getByRole('listitem').first()).toContainText('kept.txt');
  await expect(page.getByRole('list', { name: 'Files' })).toContainText('porch.png');
});

test('a dropped file is attached, and a refused upload can be tried again', async () => {
  const { page } = maya;
  let isBroken = true;
  await page.route('**/files?name=*', (route) => (isBroken ? route.fulfill({ status: 507, json: FULL }) : route.continue()));
  const carried = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['dropped'], 'dropped.txt'));
    return data;
  });
  await page.getByRole('log', { name: 'Messages' }).dispatchEvent('dragenter', { dataTransfer: carried });
  await expect(page.getByText('Drop to attach')).toBeVisible();
  await page.getByRole('log', { name: 'Messages' }).dispatchEvent('drop', { dataTransfer: carried });
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await expect(page.getByRole('alert').filter({ hasText: 'too full' })).toBeVisible();
  isBroken = false;
  await page.getByRole('button', { name: 'Try dropped.txt again' }).click();
  await send(page, 'By drop');
  await expect(message(sarah.page, 'By drop')).toContainText('dropped.txt');
  await page.unroute('**/files?name=*');
  // The refusal was ours.
  complaints.splice(0, complaints.length, ...complaints.filter((text) => !text.includes('status of 507')));
});

const FULL = { type: 'about:blank', title: 'Full', status: 507, code: 'storage_full', detail: 'The disk is too full for this file.' };
const LARGE: Named = { name: 'large.bin', buffer: Buffer.alloc(3_000_000, 7) };

/** How fast the page may send; null for as fast as it can. */
async function slowDown(cdp: CDPSession, bytesPerSecond: number | null): Promise<void> {
  const rest = { offline: false, latency: 0, downloadThroughput: -1 };
  await cdp.send('Network.emulateNetworkConditions', { ...rest, uploadThroughput: bytesPerSecond ?? -1 });
}

test('an upload continues automatically after a lost connection, and one that a reload ended is reported as lost', async () => {
  const { page } = maya;
  const cdp = await maya.context.newCDPSession(page);
  const tray = page.getByRole('list', { name: 'Attached files' });
  const progress = page.getByRole('progressbar', { name: 'Uploading large.bin' });
  const isMoving = (): Promise<number> => progress.evaluate((bar: HTMLProgressElement) => bar.value);
  await cdp.send('Network.enable');
  await slowDown(cdp, 100_000);
  await attach(page, LARGE);
  await expect.poll(isMoving).toBeGreaterThan(0);
  await home.kill();
  await expect(tray).toContainText('The connection was lost. The upload continues by itself.');
  await slowDown(cdp, null);
  await home.restart();
  await expect(tray.getByRole('alert')).toHaveCount(0, { timeout: 20_000 });
  await expect(progress).toHaveCount(0);
  await send(page, 'Large after all');
  await expect(message(sarah.page, 'Large after all')).toContainText('large.bin');

  await slowDown(cdp, 100_000);
  await composer(page, 'lobby').fill('What I wrote');
  await attach(page, LARGE);
  await expect.poll(isMoving).toBeGreaterThan(0);
  await page.reload();
  await slowDown(cdp, null);
  await expect(composer(page, 'lobby')).toHaveValue('What I wrote');
  await expect(tray).toContainText('Lost when the page was reloaded. Attach it again.');
  await expect(page.getByRole('button', { name: 'Send', exact: true })).toHaveAttribute('aria-disabled', 'true');
  await page.getByRole('button', { name: 'Remove large.bin' }).click();
  await send(page, 'Without it');
  await expect(message(sarah.page, 'Without it')).toHaveCount(1);
  await cdp.detach();
  // It was us who ended the home.
  complaints.splice(0, complaints.length, ...complaints.filter((text) => !/ERR_CONNECTION_|ERR_EMPTY_RESPONSE|WebSocket/.test(text)));
});

const SCRIPT = 'document.title="hacked";alert(1)';
const gif = `GIF89a/*${'\0'.repeat(4)}*/=1;${SCRIPT}`;

/** Ten to the ninth, if anything were to laugh. */
function laughs(): string {
  const steps = Array.from({ length: 9 }, (_, step) => `<!ENTITY l${step + 1} "${`&l${step};`.repeat(10)}">`);
  return `<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "ha">${steps.join('')}]><l>&l9;</l>`;
}

/** A picture of a few bytes that declares such a size. */
function vastPng(side: number): Buffer {
  const png = squarePng(1);
  // After the signature and the length: the four letters, then width and height, and a sum over the 17 bytes.
  png.writeUInt32BE(side, 16);
  png.writeUInt32BE(side, 20);
  png.writeUInt32BE(crc32(png.subarray(12, 29)), 29);
  return png;
}

const HOSTILE: readonly Named[] = [
  {
    name: 'drawing.svg',
    buffer: Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="${SCRIPT}"><script>${SCRIPT}</script></svg>`),
  },
  { name: 'page.png', buffer: Buffer.from(`<!doctype html><script>${SCRIPT}</script><img src=x onerror="${SCRIPT}">`) },
  { name: 'gifar.gif', buffer: Buffer.from(gif, 'latin1') },
  { name: 'picture-and-page.html', buffer: Buffer.concat([PNG, Buffer.from(`<html><script>${SCRIPT}</script>`)]) },
  { name: 'bomb-42.zip', buffer: Buffer.from('PK\u0003\u0004'.padEnd(64, '\0'), 'latin1') },
  { name: '../../x', buffer: Buffer.from('up and away') },
  { name: '\u202Egnp.exe', buffer: Buffer.from('MZ\u0000\u0001 not a picture', 'latin1') },
  { name: '<img src=x onerror=alert(1)>.txt', buffer: Buffer.from('a name') },
  { name: 'empty.png', buffer: Buffer.alloc(0) },
  { name: `${'long '.repeat(60)}.txt`, buffer: Buffer.from('a long name') },
  {
    name: 'form.pdf',
    buffer: Buffer.from(`%PDF-1.7\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>>>endobj\n%%EOF`),
  },
  {
    name: 'page.xhtml',
    buffer: Buffer.from(`<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body onload="${SCRIPT}"/></html>`),
  },
  { name: 'laughs.xml', buffer: Buffer.from(laughs()) },
  { name: 'vast.png', buffer: vastPng(30_000) },
  { name: 'cut-off.jpg', buffer: Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0001108000200030301', 'hex') },
  { name: 'CON.txt', buffer: Buffer.from('a device') },
  { name: 'a%2F..%2Fb.txt', buffer: Buffer.from('a way up, written otherwise') },
  { name: '"quoted".txt', buffer: Buffer.from('quoted') },
  { name: 'two\nlines.txt', buffer: Buffer.from('a header of its own?') },
  { name: '...', buffer: Buffer.from('dots') },
];

test('hostile files run nothing when they are shown or opened', async () => {
  const { page } = maya;
  await attach(sarah.page, ...HOSTILE);
  await send(sarah.page, 'Nothing to see here');
  const there = message(page, 'Nothing to see here');
  await expect(there.getByRole('link', { name: /^Download/ }).first()).toBeAttached();
  // Pressed, it says "Hide": the next one is the first again.
  const previews = there.getByRole('button', { name: 'Preview' }).and(there.locator(':not([aria-haspopup])'));
  for (let left = await previews.count(); left > 0; left -= 1) await previews.first().click();
  await expect(there.locator('pre').first()).toContainText('alert(1)');
  // Until the browser has tried the largest, the page is busy with them.
  const pictures = there.locator('img');
  await expect.poll(() => pictures.evaluateAll((all: HTMLImageElement[]) => all.every((each) => each.complete))).toBe(true);
  await there.getByRole('button', { name: 'Preview' }).and(there.locator('[aria-haspopup]')).click();
  await expect(page.getByRole('dialog', { name: 'form.pdf' }).getByRole('alert')).toContainText('This document cannot be shown');
  await page.keyboard.press('Escape');
  await expect(there).not.toContainText('\u202E');
  // A picture that cannot be shown becomes a card: the rest of them can be opened.
  const buttons = there.getByRole('button', { name: /^Open / });
  for (let index = 0; index < (await buttons.count()); index += 1) {
    await buttons.nth(index).click();
    await page.keyboard.press('Escape');
  }

  const addresses = await there
    .getByRole('link', { name: /^Download/ })
    .evaluateAll((links) => links.map((link) => (link as HTMLAnchorElement).href));
  expect(addresses.length).toBeGreaterThan(15);
  const signer = await signerOf(page);
  for (const address of addresses) {
    // As a separate page, which is what a link to it would be: saved, or shown without a script and without an origin.
    const alone = await maya.context.newPage();
    // Not for its console: the browser's own page around a picture has a style, which the policy stops as well.
    listenForDialogs(alone, complaints);
    const { origin, pathname } = new URL(address);
    const answer = await alone.goto(`${origin}${signer.address(pathname)}`).catch((error: Error) => error.message);
    if (typeof answer === 'string') expect(answer).toMatch(/Download is starting|ERR_ABORTED/);
    else {
      expect(answer?.headers()['content-security-policy']).toMatch(/^sandbox; default-src 'none'/);
      expect(await alone.evaluate(() => self.origin)).toBe('null');
      expect(await alone.title()).not.toContain('hacked');
    }
    await alone.close();
  }
  expect(await page.title()).not.toContain('hacked');
  // An invalid picture is tried once, and becomes a card.
  expect(complaints.filter((text) => !text.includes('favicon'))).toEqual([]);
});
