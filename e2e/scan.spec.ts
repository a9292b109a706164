// From the scan of a QR code on the owner's screen to a friend's first message, with a stranger in the same network.
import { request as ask, type IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { chromium, type Locator } from '@playwright/test';
import { expect, FRIENDS_ADDRESS, test } from './desktop-app.ts';
import { composer, message } from './home.ts';
import { PHONE } from './phone.ts';
import { readQrCode } from './read-qr-code.ts';

/** The device of the stranger. */
const STRANGERS_ADDRESS = '127.0.0.9';
const TAPS_MAX = 3;
const SCAN_TO_MESSAGE_MS_MAX = 30_000;

test('a friend with a phone scans the code and writes, within 30 s and three taps, and the code opens nothing for a stranger', async ({
  desktop,
}) => {
  const { page } = desktop;
  await page.getByRole('button', { name: 'Invite a friend' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Invites', exact: true });
  await dialog.getByRole('radio', { name: 'Your Wi-Fi' }).check({ force: true });
  await dialog.getByLabel('Their name').fill('Tomás');
  await dialog.getByRole('button', { name: 'Make invite' }).click();
  await expect(dialog.getByLabel('Invite link')).toHaveValue(new RegExp(`^http://${FRIENDS_ADDRESS}:`));

  const friends = await chromium.launch(test.info().project.use.launchOptions);
  const phone = await friends.newPage({ locale: 'en-GB', ...PHONE });
  let taps = 0;
  const tap = async (target: Locator): Promise<void> => {
    taps += 1;
    await target.tap();
  };

  const start = Date.now();
  const link = await readQrCode(dialog.getByRole('img', { name: 'QR code of Tomás’s invite' }), phone);
  await phone.goto(link);
  await tap(phone.getByRole('button', { name: 'Join' }));
  await tap(composer(phone, 'lobby'));
  await phone.keyboard.type('I am in.');
  await tap(phone.getByRole('button', { name: 'Send', exact: true }));
  await expect(message(page, 'I am in.')).toHaveCount(1);
  const took = Date.now() - start;
  console.log(`From the scan to the first message: ${(took / 1000).toFixed(1)} s, ${taps} taps`);
  expect(taps).toBeLessThanOrEqual(TAPS_MAX);
  expect(took).toBeLessThan(SCAN_TO_MESSAGE_MS_MAX);

  await test.step('the stranger read the code over a shoulder', async () => {
    const { origin, hash } = new URL(link);
    const code = hash.slice(1);
    const used = await strangerAsks(`${origin}/api/invites/redeem`, { origin, body: { code, name: 'Mallory' } });
    expect(used).toMatchObject({ status: 410, body: { code: 'invite_used' } });
    const withoutSession = await strangerAsks(`${origin}/api/rooms`, { origin });
    expect(withoutSession).toMatchObject({ status: 401 });
    const otherPage = await strangerAsks(`${origin}/api/invites/redeem`, {
      origin: 'http://evil.example',
      body: { code, name: 'Mallory' },
    });
    expect(otherPage).toMatchObject({ status: 403, body: { code: 'origin_not_allowed' } });
    const rebound = await strangerAsks(`${origin}/api/rooms`, { origin, host: 'evil.example' });
    expect(rebound).toMatchObject({ status: 403, body: { code: 'host_not_allowed' } });
    await expect(dialog.getByText('Mallory')).toHaveCount(0);
  });
  await friends.close();
});

interface Ask {
  origin: string;
  host?: string;
  body?: object;
}

async function strangerAsks(url: string, { origin, host, body }: Ask): Promise<{ status: number | undefined; body: unknown }> {
  const headers = { origin, 'content-type': 'application/json', ...(host === undefined ? {} : { host }) };
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const options = { localAddress: STRANGERS_ADDRESS, method: body ? 'POST' : 'GET', headers };
    ask(url, options, resolve)
      .once('error', reject)
      .end(body && JSON.stringify(body));
  });
  return { status: response.statusCode, body: JSON.parse(await text(response)) };
}
