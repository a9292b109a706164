// Stops of the tour about sharing, in a home that is open to the network: Porter's questions, the entrances, the page for certificates,
// and the rail of the desktop with the home of a friend.
import path from 'node:path';
import { expect, type Locator, type Page } from '@playwright/test';
import { answerShell, SHELL_ORIGIN } from '../src-main/desktop/homes/shell-pages.ts';
import type { RailState } from '../src-shared/shell-bridge.ts';
import { command, HOME_NAME, message, say as write, startHome, type TestHome } from './home.ts';
import { openSettings } from './screens.ts';
import { DESK, newPage, PHONE, visit, type Look, type Tour } from './tour.ts';

const ADDRESS = '127.0.0.2';
const ROOT = path.resolve(import.meta.dirname, '..');
const RAIL = { width: 64, height: 480 };
const LOOKS: readonly Look[] = [
  [DESK, 'light'],
  [PHONE, 'dark'],
];
const RAIL_LOOKS: readonly Look[] = [
  [RAIL, 'light'],
  [RAIL, 'dark'],
];
const RAIL_STATE: RailState = {
  title: 'Homes',
  join: 'Join a home',
  shown: 'own',
  scheme: null,
  homes: [
    { id: 'own', letter: 'M', hue: null, badge: '', is_away: false, label: HOME_NAME, tooltip: HOME_NAME },
    { id: 'a1', letter: 'S', hue: 210, badge: '3', is_away: false, label: 'Sarah’s Lanai, 3 unread', tooltip: 'Sarah’s Lanai' },
    { id: 'b2', letter: 'K', hue: 20, badge: '', is_away: true, label: 'Kai’s Lanai, not reachable', tooltip: 'Kai’s Lanai' },
  ],
};

export const SHARING_STOPS = [
  { title: 'sharing: Porter’s questions, the entrances, and the page for certificates', walk: seeSharing },
  { title: 'the rail with homes of friends', walk: seeRail },
];

async function seeSharing(tour: Tour): Promise<void> {
  const home = await startHome({ env: { LANAI_LAN_ADDRESSES: ADDRESS } });
  const page = await visit(tour, home, home.ready.ownerUrl);
  await page.getByRole('button', { name: 'Get started' }).waitFor();
  await command(page, 'setup_home', { home_name: HOME_NAME, owner_name: 'Maya' });
  await seePorter(tour, page, home);
  await command(page, 'set_sharing', { addresses: [ADDRESS] });
  await command(page, 'set_certificate', { certificate: { kind: 'own' } });
  const { dialog, pages } = await openSettings({ ...tour.place, page, home });
  await pages.filter({ hasText: 'Sharing' }).click();
  await expect(dialog.getByText(/^https:\/\/127/).first()).toBeVisible();
  await tour.look(page, { name: 'sharing-open', of: dialog, looks: LOOKS, mask: passing(dialog) });
  const trust = await newPage(tour, page.context(), home, []);
  await trust.goto(`http://${ADDRESS}:${new URL(home.ready.url).port}/trust`);
  await expect(trust.getByText('This device does not trust it yet.')).toBeVisible();
  await tour.look(trust, { name: 'trust', looks: LOOKS, mask: passing(trust) });
  await page.context().close();
  await home.close();
}

async function seePorter({ look }: Tour, page: Page, home: TestHome): Promise<void> {
  const { id } = await command<{ id: string }>(page, 'open_direct', { participant_id: 'porter' });
  await page.goto(`${home.ready.url}/#/room/${id}`);
  await write(page, 'Porter', 'share');
  await expect(message(page, 'In which way?')).toBeVisible();
  await write(page, 'Porter', '3');
  await expect(message(page, 'Share through a Cloudflare tunnel?')).toBeVisible();
  await look(page, { name: 'porter-sharing', looks: LOOKS });
}

/** Addresses, fingerprints and dates. */
function passing(of: Page | Locator): Locator[] {
  return [of.getByText(/127\.0\.0\.\d|TCP \d+|^(?:[\dA-F]{4} ){3}|\b20\d\d\b/), of.getByRole('img', { name: /[Cc]ode/ })];
}

async function seeRail(tour: Tour): Promise<void> {
  const context = await tour.browser.newContext({ deviceScaleFactor: tour.scale, locale: 'en-GB' });
  const page = await context.newPage();
  await page.setViewportSize(RAIL);
  const files = { script: path.join(ROOT, 'dist/desktop/shell.js'), style: path.join(ROOT, 'resources/shell/shell.css') };
  // The desktop answers it by a scheme that a browser does not have.
  await page.route('http://rail.test/**', async (route) => {
    const url = route.request().url().replace('http://rail.test', SHELL_ORIGIN);
    const answer = await answerShell({ method: 'GET', url }, files);
    if (!answer) return route.abort();
    const body = Buffer.from(await answer.arrayBuffer());
    await route.fulfill({ status: answer.status, headers: Object.fromEntries(answer.headers), body });
  });
  await page.addInitScript((state) => {
    Object.assign(window, { lanaiShell: { rail: () => Promise.resolve(state), onRailChanged: () => () => undefined } });
  }, RAIL_STATE);
  await page.goto('http://rail.test/');
  await expect(page.getByRole('button')).toHaveCount(RAIL_STATE.homes.length + 1);
  await tour.look(page, { name: 'rail', looks: RAIL_LOOKS });
  await context.close();
}
