// HTTPS in the network: the owner turns it on, a phone is shown how to trust the certificate, and opens the app with HTTPS.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium, expect, test, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { command, composer, enterAsOwner, message, say, startHome, type TestHome, type Visitor } from './home.ts';
import { WHOLE_BROWSER } from './launch.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { readQrCode } from './read-qr-code.ts';

const ADDRESS = '127.0.0.2';
const CHECKED = { timeout: 15_000 };

let home: TestHome;
let maya: Visitor;
/** Where the phone keeps the certificates that it trusts. */
let phoneFolder: string;
let phone: Browser | null = null;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async ({ browser }) => {
  home = await startHome({ env: { LANAI_LAN_ADDRESSES: ADDRESS, LANAI_MDNS_PORT: '0' } });
  maya = await enterAsOwner(browser, home);
  phoneFolder = mkdtempSync(path.join(tmpdir(), 'lanai-phone-'));
  mkdirSync(path.join(phoneFolder, '.pki', 'nssdb'), { recursive: true });
  execFileSync('certutil', ['-d', database(), '-N', '--empty-password']);
});

test.afterAll(async () => {
  await phone?.close();
  await maya?.context.close();
  await home?.close();
  rmSync(phoneFolder, { recursive: true, force: true });
});

const database = (): string => `sql:${path.join(phoneFolder, '.pki', 'nssdb')}`;
const port = (): string => new URL(home.ready.url).port;
const secure = (): string => `https://${ADDRESS}:${port()}`;

/** A browser reads the certificates that it trusts when it starts. */
async function startPhone(): Promise<BrowserContext> {
  await phone?.close();
  phone = await chromium.launch({ ...WHOLE_BROWSER, env: { ...process.env, HOME: phoneFolder } as Record<string, string> });
  return phone.newContext({ locale: 'en-GB', ...PHONE });
}

async function openSharing(page: Page) {
  await page.keyboard.press('Control+,');
  const settings = page.getByRole('dialog', { name: /^(?:Settings|Sharing)$/ });
  await settings.getByRole('navigation').getByRole('button', { name: 'Sharing' }).click();
  return settings;
}

let link: string;

test('the owner turns it on, and sees the address, the fingerprint and the way for devices', async () => {
  const { page } = maya;
  await page.goto(`${home.ready.url}/#/room/lobby`);
  await expect(composer(page, 'lobby')).toBeVisible();
  await command(page, 'set_sharing', { addresses: [ADDRESS] });
  const settings = await openSharing(page);
  await settings.getByRole('radio', { name: "Lanai's own certificate" }).focus();
  await page.keyboard.press('Space');
  await expect(settings.getByText(secure(), { exact: true })).toBeVisible();
  await expect(settings.getByText(/^([0-9A-F]{4} ){15}[0-9A-F]{4}$/)).toBeVisible();
  await expectAccessibleInBothThemes(page, 'the certificate of the network');
  const reader = await maya.context.newPage();
  link = await readQrCode(settings.getByRole('img', { name: 'Code for the page to trust this Lanai' }), reader);
  await reader.close();
  expect(link).toMatch(new RegExp(`^http://${ADDRESS}:${port()}/trust#[0-9A-F]{64}$`));
});

test('certificate files that cannot be used are refused with the reason', async () => {
  const settings = maya.page.getByRole('dialog', { name: /^(?:Settings|Sharing)$/ });
  await settings.getByRole('radio', { name: 'Certificate files' }).check({ force: true });
  await settings.getByLabel('Certificate file', { exact: true }).fill('/no/such/file.pem');
  await settings.getByLabel('Key file').fill('/no/such/key.pem');
  await settings.getByRole('button', { name: 'Use these files' }).click();
  await expect(settings.getByText('The certificate file does not exist.')).toBeVisible();
  await settings.getByRole('radio', { name: "Lanai's own certificate" }).check({ force: true });
  await expect(settings.getByText(secure(), { exact: true })).toBeVisible();
  await maya.page.keyboard.press('Escape');
});

test('a phone without the authority sees a warning, installs it, and opens the app over HTTPS', async () => {
  const before = await (await startPhone()).newPage();
  await before.goto(link);
  await expect(before.getByText('This device does not trust it yet.')).toBeVisible(CHECKED);
  await expect(before.getByText('It is the same as in the code that you scanned.')).toBeVisible();
  await expectFitForThumbs(before, 'the page to trust this Lanai');
  await expectAccessibleInBothThemes(before, 'the page to trust this Lanai');
  const downloading = before.waitForEvent('download');
  await before.getByRole('button', { name: 'Download certificate' }).tap();
  const file = path.join(phoneFolder, 'lanai.crt');
  await (await downloading).saveAs(file);
  await before.goto(`${link.slice(0, -4)}0000`);
  await before.reload();
  await expect(before.getByText('Do not install it')).toBeVisible();
  await expect(before.getByRole('button', { name: 'Download certificate' })).toHaveCount(0);
  // As the page says for Chromium on Linux.
  execFileSync('certutil', ['-d', database(), '-A', '-t', 'C,,', '-n', 'Lanai', '-i', file]);

  const context = await startPhone();
  const page = await context.newPage();
  const { code } = await command<{ code: string }>(maya.page, 'create_invite', { name: 'Sarah' });
  await page.goto(`${new URL(link).origin}/join#${code}`);
  await page.getByRole('button', { name: 'Join', exact: true }).tap();
  await say(page, 'lobby', 'hello without TLS');
  const device = await command<{ code: string }>(page, 'add_device', {});

  await page.goto(link);
  await expect(page.getByText('This device trusts it.')).toBeVisible(CHECKED);
  await page.getByRole('button', { name: 'Open with HTTPS' }).tap();
  await page.waitForURL(`${secure()}/`);
  // The page says so: one signs in there once.
  await page.getByRole('textbox').fill(device.code);
  await page.getByRole('button', { name: 'Sign in' }).tap();
  await say(page, 'lobby', 'hello with TLS');
  await expect(message(maya.page, 'hello with TLS')).toBeVisible();
  expect(await page.evaluate(() => [isSecureContext, location.protocol])).toEqual([true, 'https:']);
  const cookies = await context.cookies();
  const kinds = cookies.map(({ name, secure: isSecure }) => `${name.replace(/_[^_]*$/, '')} ${isSecure}`);
  expect(kinds.toSorted()).toEqual(['__Host-lanai_session true', 'lanai_session false']);

  await page.goto(`${secure()}/trust`);
  await expect(page.getByText('This device trusts it.')).toBeVisible(CHECKED);
  // The session over HTTP is still signed in.
  await page.goto(`${new URL(link).origin}/#/room/lobby`);
  await say(page, 'lobby', 'both are signed in');
  await expect(message(maya.page, 'both are signed in')).toBeVisible();
});
