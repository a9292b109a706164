// Films between two people: in their own ratio, and with a word when they cannot be played, or not to their end.
import { expect, test, type Locator, type Page } from '@playwright/test';
import { expectAccessibleInBothThemes } from './accessibility.ts';
import { film } from './film-file.ts';
import { bringFile, command, composer, message } from './home.ts';
import { expectFitForThumbs, PHONE } from './phone.ts';
import { twoPeople } from './two-people.ts';

const { home, maya, sarah } = twoPeople({ sarah: PHONE });

test.beforeAll(async () => {
  for (const { page } of [maya, sarah]) {
    await page.goto(`${home.ready.url}/#/room/lobby`);
    await expect(composer(page, 'lobby')).toBeVisible();
  }
});

/** How high a film is drawn, for its width. */
const ratioOf = (shown: Locator): Promise<number> =>
  shown.evaluate((element) => {
    const { width, height } = element.getBoundingClientRect();
    return height / width;
  });

async function send(page: Page, name: string, bytes: Buffer): Promise<void> {
  const { id } = await bringFile(page, 'lobby', name, bytes);
  await command(page, 'send_message', { room_id: 'lobby', content: '', file_ids: [id] });
}

test('a film in portrait keeps its ratio, on a desk and on a phone', async () => {
  await send(maya.page, 'beach.webm', await film(maya.page, { width: 108, height: 192 }));
  for (const { page } of [maya, sarah]) {
    const shown = message(page, 'beach.webm').locator('video');
    await expect.poll(() => ratioOf(shown)).toBeCloseTo(192 / 108, 1);
    expect(await shown.evaluate((element) => element.clientWidth)).toBeGreaterThan(150);
  }
  await expectFitForThumbs(sarah.page, 'a film in portrait');
});

test('a film that lacks its end says so, and can be downloaded', async () => {
  await send(maya.page, 'party.webm', await film(maya.page, { width: 160, height: 90, claims: 60_000 }));
  const there = message(sarah.page, 'party.webm');
  const shown = there.locator('video');
  await expect.poll(() => shown.evaluate((element: HTMLVideoElement) => element.duration)).toBe(60);
  await shown.evaluate(async (element: HTMLVideoElement) => {
    element.muted = true;
    await element.play();
  });
  await expect(there.getByText('This film ends early. A part of it is missing.')).toBeVisible();
  await expect(there.getByRole('link', { name: 'Download party.webm' })).toBeVisible();
  await expectAccessibleInBothThemes(sarah.page, 'a film that ends early');
});

test('a film that the browser cannot play says so, and can be downloaded', async () => {
  const whole = await film(maya.page, { width: 160, height: 90 });
  await send(maya.page, 'broken.webm', whole.subarray(0, 300));
  const quicktime = Buffer.concat([Buffer.from([0, 0, 0, 20]), Buffer.from('ftypqt  '), Buffer.alloc(8), Buffer.alloc(400)]);
  await send(maya.page, 'holiday.mov', quicktime);
  for (const name of ['broken.webm', 'holiday.mov']) {
    const there = message(sarah.page, name);
    await expect(there.getByText('This browser cannot play this file.')).toBeVisible();
    await expect(there.getByRole('link', { name: `Download ${name}` })).toBeVisible();
  }
  await expectFitForThumbs(sarah.page, 'films that cannot be played');
});
